import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { client } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'

/** The refused rows of a list of completions, as the file was and each with its reason, to be mended. */
export function SaveRefusedRows({ assignmentId, file }: { assignmentId: number; file: File }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: async () =>
      saveFile(await client.assignments.refusedCompletions({ params: { id: assignmentId }, body: { file } })),
  })
  return (
    <>
      <Button
        variant="default"
        size="xs"
        loading={isPending}
        style={{ alignSelf: 'flex-start' }}
        leftSection={<IconDownload size={14} aria-hidden />}
        onClick={() => mutate()}
      >
        Save the refused rows
      </Button>
      {error ? <ProblemAlert error={error} /> : null}
    </>
  )
}

function saveFile(file: File): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  URL.revokeObjectURL(link.href)
}
