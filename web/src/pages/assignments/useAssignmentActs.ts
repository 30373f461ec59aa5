import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import { api, client } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { toast } from '../../parts/toasts.tsx'
import { usePlanAct } from '../../usePlanAct.tsx'
import { type AssignmentDraft, bodyOf, missing } from './assignmentDraft.ts'

export type AssignmentActs = {
  save: () => void
  publish: () => void
  isBusy: boolean
  errors: Record<string, string | undefined>
  error: unknown
}

const FIELDS = [
  'title',
  'audience',
  'startsAt',
  'due',
  'repeat',
  'link',
  'instructions',
  'reminders',
  'steps',
]
const IDS: Record<string, string> = {
  title: 'assignment-title',
  audience: 'assignment-include',
  startsAt: 'assignment-starts',
  due: 'assignment-due',
  repeat: 'assignment-repeat',
  steps: 'assignment-steps',
}

/** Saving and publishing what is being written. A draft moves nobody, so only publishing and live edits show a plan. */
export function useAssignmentActs(
  saved: Assignment | undefined,
  draft: AssignmentDraft,
  allowLeaving: () => void,
): AssignmentActs {
  const { start, isBusy } = usePlanAct()
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const [tried, setTried] = useState<'save' | 'publish' | undefined>()
  const [refusal, setRefusal] = useState<unknown>(null)
  const [isSaving, setSaving] = useState(false)

  const isComplete = (toPublish: boolean) => {
    setTried(toPublish ? 'publish' : 'save')
    setRefusal(null)
    const [first] = Object.keys(missing(draft, toPublish))
    if (first) document.getElementById(IDS[first] ?? '')?.focus()
    return first === undefined
  }

  /** Writes the draft as it is, without a plan: nobody receives a draft. */
  const saveDraft = async (): Promise<number | undefined> => {
    setSaving(true)
    try {
      const body = bodyOf(draft)
      const answer = saved
        ? await client.assignments.update({ params: { id: saved.id }, query: {}, body })
        : await client.assignments.create({ query: {}, body })
      if (!('changeId' in answer)) throw new Error('The server answered something other than an assignment.')
      const { changeId: _, ...assignment } = answer
      queryClient.setQueryData(api.assignments.get.queryKey({ input: { id: answer.id } }), assignment)
      void queryClient.invalidateQueries({ queryKey: api.assignments.key() })
      setTried(undefined)
      return answer.id
    } catch (error) {
      setRefusal(error)
      return undefined
    } finally {
      setSaving(false)
    }
  }
  const goToEdit = async (id: number) => {
    if (saved) return
    allowLeaving()
    await navigate({ to: '/assignments/$id/edit', params: { id }, replace: true })
  }

  const goToRecipients = (id: number) => {
    allowLeaving()
    void navigate({ to: '/assignments/$id', params: { id } })
  }

  const save = async () => {
    if (!isComplete(saved !== undefined && saved.status !== 'draft')) return
    if (!saved || saved.status === 'draft') {
      const id = await saveDraft()
      if (id === undefined) return
      toast('The draft is saved.')
      await goToEdit(id)
      return
    }
    void start({
      label: 'Save assignment',
      title: `Save ${draft.title.trim()}`,
      run: query => client.assignments.update({ params: { id: saved.id }, query, body: bodyOf(draft) }),
      onRefused: setRefusal,
      onDone: () => goToRecipients(saved.id),
    })
  }

  const publish = async () => {
    if (!isComplete(true)) return
    const id = await saveDraft()
    if (id === undefined) return
    await goToEdit(id)
    void start({
      label: plan => {
        const received = plan.assignments.reduce((sum, one) => sum + one.received, 0)
        return draft.starts === 'at' && received === 0
          ? 'Schedule assignment'
          : `Publish to ${counted(received, 'person', 'people')}`
      },
      title: `Publish ${draft.title.trim()}`,
      run: query => client.assignments.publish({ params: { id }, query }),
      onRefused: setRefusal,
      onDone: () => goToRecipients(id),
    })
  }

  const refused = refusal ? fieldErrors(refusal) : {}
  const atFields = Object.keys(refused).some(field => FIELDS.includes(field))
  return {
    save: () => void save(),
    publish: () => void publish(),
    isBusy: isBusy || isSaving,
    errors: { ...(tried ? missing(draft, tried === 'publish') : {}), ...refused },
    error: refusal && !atFields ? refusal : null,
  }
}
