import { Button, Group, Modal, TextInput } from '@mantine/core'
import { client } from '../api.ts'
import { ProblemAlert } from '../parts/ProblemAlert.tsx'
import { useReturnFocus } from '../parts/useReturnFocus.ts'
import { useSubmit } from '../parts/useSubmit.ts'

/** A workspace of one's own; the session moves to it, so the app is loaded anew. */
export default function NewWorkspace({ onClose }: { onClose: () => void }) {
  useReturnFocus()
  const { onSubmit, pending, error, errors } = useSubmit(async field => {
    await client.access.createWorkspace({
      body: { name: field('name'), timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone },
    })
    window.location.assign('/')
  })
  return (
    <Modal opened onClose={onClose} title="New workspace">
      <form onSubmit={onSubmit}>
        {errors.name ? null : <ProblemAlert error={error} />}
        <TextInput
          label="Name"
          description="Its people, tags, segments and assignments are apart from those of every other."
          name="name"
          required
          withAsterisk={false}
          data-autofocus
          error={errors.name}
        />
        <Group justify="flex-end" mt="md" gap="xs">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" loading={pending}>
            Make the workspace
          </Button>
        </Group>
      </form>
    </Modal>
  )
}
