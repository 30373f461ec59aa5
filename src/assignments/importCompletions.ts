import { keepRows } from '../changes/keepRecipients.ts'
import type { Act, ActContext } from '../changes/perform.ts'
import type { Sql, Tx } from '../db/db.ts'
import { RECIPIENT_KEY } from '../db/recipientColumns.ts'
import { Conflict } from '../errors.ts'
import { occurrenceAt } from './occurrenceAt.ts'
import { peopleWords } from './peopleWords.ts'
import { getAssignmentRow } from './queries.ts'
import type { CompletionRow, Completions } from './readCompletions.ts'
import { tellProgress } from './tellProgress.ts'

const IDS_A_QUERY = 500
const REASONS_SHOWN = 30

/** What happens to each row of a list. */
type Sorted = {
  completing: { recipient: Recipient; row: CompletionRow }[]
  already: number
  refused: Completions['refused']
}

/**
 * Records what a list says that people have completed, all in one change that can be undone. Who has completed it already stays
 * as they are; rows about nobody known, about somebody who does not have it, or about the same person once more are refused.
 */
export function importCompletions(assignmentId: number, fileName: string, list: Completions): Act<null> {
  return async context => {
    const { sql, draft, workspace, now } = context
    const { title, status } = await getAssignmentRow(sql, workspace.id, assignmentId)
    if (status === 'draft' || status === 'scheduled')
      throw new Conflict(`Nobody has received “${title}” yet, so nobody can have completed it.`)
    const sorted = await sortCompletions(sql, workspace.id, assignmentId, list)
    noteRows(context, sorted)
    const { completing } = sorted
    if (completing.length > 0)
      draft.alongside.push((tx, changeId) => writeCompleted(tx, workspace.id, changeId, now, completing))
    return {
      summary: `Record that ${peopleWords(completing.length)} completed “${title}”, by ${fileName}`,
      result: null,
    }
  }
}

/** What would become of each row as things stand. */
export async function sortCompletions(
  sql: Sql,
  workspaceId: number,
  assignmentId: number,
  { rows, refused }: Completions,
): Promise<Sorted> {
  const known = await findPeople(sql, workspaceId, rows)
  const recipients = new Map<number, Recipient[]>()
  const ids = [...new Set(rows.flatMap(row => known(row) ?? []))]
  for (let start = 0; start < ids.length; start += IDS_A_QUERY) {
    const some = ids.slice(start, start + IDS_A_QUERY)
    const rows = await selectRecipients(sql, workspaceId, assignmentId, some)
    for (const [person, own] of Map.groupBy(rows, each => each.person_id)) recipients.set(person, own)
  }
  const sorted: Sorted = { completing: [], already: 0, refused: [...refused] }
  const seen = new Set<string>()
  for (const row of rows) {
    const person = known(row)
    const recipient = occurrenceAt(recipients.get(person ?? 0) ?? [], row.upTo)
    const reason = whyNot(row, person, recipient, seen)
    if (recipient) seen.add(keyOf(recipient))
    if (reason !== null) sorted.refused.push({ row: row.row, reason })
    else if (recipient?.status === 'completed') sorted.already += 1
    else if (recipient) sorted.completing.push({ recipient, row })
  }
  sorted.refused.sort((a, b) => a.row - b.row)
  return sorted
}

function whyNot(
  row: CompletionRow,
  person: number | undefined,
  recipient: Recipient | undefined,
  seen: ReadonlySet<string>,
): string | null {
  const who = row.email ?? row.externalId
  if (person === undefined) return `nobody here is ${who}.`
  if (!recipient) return `${who} has not received it.`
  if (seen.has(keyOf(recipient))) return `${who} stands in a row above already.`
  return recipient.status === 'withdrawn' ? `it was withdrawn from ${who}.` : null
}

const keyOf = ({ person_id, occurrence }: Recipient) => `${person_id} ${occurrence}`

/** The number of the person a row names, by address first. */
async function findPeople(sql: Sql, workspaceId: number, rows: readonly CompletionRow[]) {
  const byEmail = await idsBy(sql, workspaceId, 'email', new Set(rows.flatMap(row => row.email ?? [])))
  const without = rows.filter(row => row.email === null || !byEmail.has(row.email))
  const byId = await idsBy(
    sql,
    workspaceId,
    'external_id',
    new Set(without.flatMap(row => row.externalId ?? [])),
  )
  return ({ email, externalId }: CompletionRow) => byEmail.get(email ?? '') ?? byId.get(externalId ?? '')
}

async function idsBy(
  sql: Sql,
  workspaceId: number,
  column: 'email' | 'external_id',
  values: ReadonlySet<string>,
): Promise<Map<string, number>> {
  const found = new Map<string, number>()
  const all = [...values]
  for (let start = 0; start < all.length; start += IDS_A_QUERY) {
    const rows = await sql
      .selectFrom('person')
      .select(['id', `${column} as value`])
      .where('workspace_id', '=', workspaceId)
      .where(column, 'in', all.slice(start, start + IDS_A_QUERY))
      .where('status', '!=', 'removed')
      .execute()
    for (const { id, value } of rows) if (value !== null) found.set(value, id)
  }
  return found
}

const COLUMNS = [
  'assignment_id',
  'person_id',
  'occurrence',
  'status',
  'assigned_at',
  'due_at',
  'opened_at',
  'superseded_at',
  'via',
  'assigned_in',
] as const

/** Every occurrence, past ones first: what is recorded late belongs to the one that was present then. */
async function selectRecipients(sql: Sql, workspaceId: number, assignmentId: number, ids: readonly number[]) {
  return await sql
    .selectFrom('recipient')
    .select(COLUMNS)
    .where('workspace_id', '=', workspaceId)
    .where('assignment_id', '=', assignmentId)
    .where('person_id', 'in', ids)
    .orderBy('person_id')
    .orderBy('occurrence')
    .execute()
}
type Recipient = Awaited<ReturnType<typeof selectRecipients>>[number]

/** Under the workspace's lock. Written in bulk, so each row is given whole. */
async function writeCompleted(
  tx: Tx,
  workspaceId: number,
  changeId: number,
  now: number,
  completing: Sorted['completing'],
): Promise<void> {
  const rest = ['due_at', 'opened_at', 'via', 'assigned_in', 'assigned_at'] as const
  const columns = [...RECIPIENT_KEY, 'status', 'completed_at', 'completed_in', 'evidence', ...rest]
  const rows = completing.map(({ recipient, row }) => [
    workspaceId,
    recipient.assignment_id,
    recipient.person_id,
    recipient.occurrence,
    'completed',
    row.at ?? now,
    changeId,
    row.evidence,
    ...rest.map(column => recipient[column]),
  ])
  const [first] = completing
  if (!first) return
  const { assignment_id: assignmentId } = first.recipient
  const overwriting = { workspaceId, assignmentId, now, changeId }
  await keepRows(
    tx.sql,
    overwriting,
    completing.map(({ recipient }) => recipient),
  )
  await tx.upsertRows('recipient', RECIPIENT_KEY, columns, rows)
  const personIds = completing.map(({ recipient }) => recipient.person_id)
  await tellProgress(tx.sql, { workspaceId, assignmentId, personIds }, 'completed', now)
}

function noteRows({ draft }: ActContext, { completing, already, refused }: Sorted): void {
  const { notes } = draft
  notes.push(
    completing.length === 1
      ? '1 person counts as having completed it.'
      : `${peopleWords(completing.length)} count as having completed it.`,
  )
  const late = completing.filter(({ recipient }) => recipient.superseded_at !== null).length
  if (late > 0)
    notes.push(
      late === 1
        ? 'One of them is recorded for an earlier time it came, which was the present one then.'
        : `${late} of them are recorded for an earlier time it came, which was the present one then.`,
    )
  if (already > 0)
    notes.push(
      already === 1
        ? '1 person has completed it already and stays as they are.'
        : `${peopleWords(already)} have completed it already and stay as they are.`,
    )
  draft.refused += refused.length
  if (refused.length > 0)
    notes.push(refused.length === 1 ? '1 row is refused:' : `${refused.length} rows are refused:`)
  for (const { row, reason } of refused.slice(0, REASONS_SHOWN)) notes.push(`Row ${row}: ${reason}`)
  const more = refused.length - REASONS_SHOWN
  if (more > 0) notes.push(more === 1 ? 'And one more.' : `And ${more} more.`)
}
