import { type AliasedExpression, type RawBuilder, sql as raw } from 'kysely'
import type { RecipientTable } from '../db/schema.ts'

/** A recipient's row, and when its completion was recorded, where that was kept. */
export type RecipientSource = RecipientTable & { recorded_at: number | null }
type Source = AliasedExpression<RecipientSource, 'recipient'>

/** Some of a workspace's recipients: of one assignment, of one person, or only of some people. */
export type RecipientsOf = {
  workspaceId: number
  assignmentId?: number
  personId?: number
  people?: readonly number[]
}

/** The rows as they are, to select from. */
export const RECIPIENTS_NOW = raw<RecipientSource>`recipient`.as<'recipient'>(raw`recipient`) as Source

/**
 * The rows as they stood at a moment, to select from: those kept before the first write after it, otherwise the present ones,
 * and of either what came later than the moment left out. Exact for everything written since rows are kept (keepRecipients.ts);
 * before that, as far as a row's own moments tell.
 */
export function recipientsAsOf(moment: number, of: RecipientsOf): Source {
  const then = (column: string) =>
    raw`case when kept.until is null then ${raw.ref(`present.${column}`)} else ${raw.ref(`kept.${column}`)} end`
  const until = (value: RawBuilder<unknown>) => raw`case when ${value} <= ${moment} then ${value} end`
  const isPast = (column: string) => raw`${then(column)} <= ${moment}`
  const recorded = (column: string) => raw`case when ${isPast('completed_at')} then ${then(column)} end`
  return raw<RecipientSource>`(
    select present.workspace_id, present.assignment_id, present.person_id, present.occurrence,
      case when ${isPast('withdrawn_at')} then 'withdrawn' when ${isPast('completed_at')} then 'completed'
        when ${isPast('opened_at')} then 'opened' else 'assigned' end as status,
      ${then('assigned_at')} as assigned_at, ${then('due_at')} as due_at,
      ${until(then('opened_at'))} as opened_at, ${until(then('completed_at'))} as completed_at,
      ${until(then('withdrawn_at'))} as withdrawn_at, ${until(raw.ref('present.superseded_at'))} as superseded_at,
      ${then('via')} as via, ${then('assigned_in')} as assigned_in,
      ${recorded('completed_in')} as completed_in, ${recorded('evidence')} as evidence,
      (select max(before.until) from recipient_past as before where ${sameRecipient('before')} and before.until <= ${moment}) as recorded_at
    from recipient as present
    left join recipient_past as kept on ${sameRecipient('kept')}
      and kept.until = (select min(next.until) from recipient_past as next where ${sameRecipient('next')} and next.until > ${moment})
      and kept.change_id = (select min(next.change_id) from recipient_past as next where ${sameRecipient('next')} and next.until = kept.until)
    where present.workspace_id = ${of.workspaceId}
      ${of.assignmentId === undefined ? raw`` : raw`and present.assignment_id = ${of.assignmentId}`}
      ${of.personId === undefined ? raw`` : raw`and present.person_id = ${of.personId}`}
      ${of.people === undefined ? raw`` : raw`and present.person_id in (${raw.join(of.people)})`}
      and ${then('assigned_at')} <= ${moment}
  )`.as<'recipient'>(raw`recipient`) as Source
}

const KEY = ['workspace_id', 'assignment_id', 'person_id', 'occurrence']

const sameRecipient = (alias: string) =>
  raw.join(
    KEY.map(column => raw`${raw.ref(`${alias}.${column}`)} = ${raw.ref(`present.${column}`)}`),
    raw` and `,
  )
