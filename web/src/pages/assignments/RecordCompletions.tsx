import { Button, FileButton } from '@mantine/core'
import { IconUpload } from '@tabler/icons-react'
import { useRef } from 'react'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { SaveRefusedRows } from './SaveRefusedRows.tsx'

/** A list of who has completed it elsewhere: the plan says what each row of it means before anything is recorded. */
export function RecordCompletions({ assignment: { id, title } }: { assignment: Assignment }) {
  const { start, isBusy } = usePlanAct()
  const reset = useRef<() => void>(null)
  const read = (file: File | null) => {
    if (!file) return
    // The same file may be chosen again, once it has been corrected.
    reset.current?.()
    void start({
      label: 'Record them as completed',
      title: `Completions of ${title}`,
      run: query => client.assignments.importCompletions({ params: { id }, query, body: { file } }),
      below: plan => (plan.people.refused > 0 ? <SaveRefusedRows assignmentId={id} file={file} /> : null),
    })
  }
  return (
    <FileButton
      onChange={read}
      resetRef={reset}
      accept=".csv,.xlsx,.tsv,.txt"
      inputProps={{ 'aria-label': 'List of completions' }}
    >
      {props => (
        <Button
          {...props}
          variant="default"
          size="xs"
          loading={isBusy}
          leftSection={<IconUpload size={14} aria-hidden />}
        >
          Record completions from a file
        </Button>
      )}
    </FileButton>
  )
}
