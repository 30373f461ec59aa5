import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { client } from '../../api.ts'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import type { AssignmentDraft } from './assignmentDraft.ts'
import type { AssignmentActs } from './useAssignmentActs.ts'

/** What can be done with what is being written: keep it, publish it, or throw the draft away. */
export function EditorActions({
  saved,
  draft,
  touched,
  acts,
  allowLeaving,
}: {
  saved: Assignment | undefined
  draft: AssignmentDraft
  touched: boolean
  acts: AssignmentActs
  allowLeaving: () => void
}) {
  const { start } = usePlanAct()
  const navigate = useNavigate()
  if (!useMay('editor')) return null
  if (saved && saved.status !== 'draft') {
    return (
      <>
        <LinkButton variant="default" to="/assignments/$id" params={{ id: saved.id }}>
          Back to recipients
        </LinkButton>
        <Button disabled={!touched} loading={acts.isBusy} onClick={acts.save}>
          Save assignment
        </Button>
      </>
    )
  }
  return (
    <>
      {saved ? (
        <Button
          variant="default"
          onClick={() =>
            void start({
              label: `Delete draft ${saved.title}`,
              isDangerous: true,
              run: query => client.assignments.remove({ params: { id: saved.id }, query }),
              onDone: () => {
                allowLeaving()
                void navigate({ to: '/assignments' })
              },
            })
          }
        >
          Delete draft
        </Button>
      ) : null}
      <Button
        variant="default"
        disabled={saved !== undefined && !touched}
        loading={acts.isBusy}
        onClick={acts.save}
      >
        Save draft
      </Button>
      <Button loading={acts.isBusy} onClick={acts.publish}>
        {draft.starts === 'at' ? 'Schedule' : 'Publish'}
      </Button>
    </>
  )
}
