import type { Config } from '../config.ts'
import type { Sql } from '../db/db.ts'
import { getSendingWorkspaces, languageFor } from '../delivery/sendingWorkspace.ts'
import type { Language } from '../delivery/words/languages.ts'
import { NotFound } from '../errors.ts'
import { fillLink } from './callbackLink.ts'
import type { ReceivedAssignment } from './receivedContract.ts'
import { type LinkOwner, readToken, type TokenOwner } from './recipientLink.ts'
import { momentOf } from './showAssignment.ts'
import { listStepsDone } from './stepQueries.ts'
import { stepsOf } from './steps.ts'

const WRONG_LINK =
  'This link does not lead anywhere (any more). Look for the newest mail, or ask whoever sent it for a new link.'

/**
 * The active person a token stands for, with the name of their workspace. Throws NotFound, in the same words for a wrong
 * token and for somebody who has been made inactive; a link that was replaced or revoked is told whom to ask.
 */
export async function personOfToken(sql: Sql, config: Pick<Config, 'secret'>, token: string) {
  const owner = readToken(config, token)
  const row =
    owner &&
    (await sql
      .selectFrom('person')
      .innerJoin('workspace', 'workspace.id', 'person.workspace_id')
      .select([
        'person.email',
        'person.first_name',
        'person.last_name',
        'person.link_generation',
        'person.link_revoked',
        'person.tags',
        'workspace.name as workspace',
      ])
      .where('person.workspace_id', '=', owner.workspaceId)
      .where('person.id', '=', owner.personId)
      .where('person.status', '=', 'active')
      .executeTakeFirst())
  if (!owner || !row) throw new NotFound(WRONG_LINK)
  const { tags, ...person } = row
  const sending = (await getSendingWorkspaces(sql, [owner.workspaceId])).get(owner.workspaceId)
  const language: Language = sending ? languageFor(sending, tags) : 'en'
  if (row.link_revoked === 1)
    throw new NotFound(
      `This link has been revoked. Ask whoever looks after your assignments at ${row.workspace} for a new one.`,
      { ended: { how: 'revoked', workspace: row.workspace, language } },
    )
  if (owner.generation !== row.link_generation)
    throw new NotFound(
      `This link has been replaced by a new one. Look for the newest mail from ${row.workspace}, or ask whoever looks after your assignments there for your new link.`,
      { ended: { how: 'replaced', workspace: row.workspace, language } },
    )
  return { ...owner, ...person, language }
}

type LinkConfig = Pick<Config, 'secret' | 'baseUrl'>
export type PageOwner = LinkOwner & { email: string }

const RECEIVED_COLUMNS = [
  'assignment.id',
  'assignment.title',
  'assignment.instructions',
  'assignment.link',
  'assignment.completion',
  'assignment.steps',
  'assignment.status as assignment_status',
  'recipient.occurrence',
  'recipient.status',
  'recipient.assigned_at',
  'recipient.due_at',
  'recipient.opened_at',
  'recipient.completed_at',
] as const

/** What a person has, what is due first and open on top. What was withdrawn from them is not theirs to see. */
export async function listReceived(
  sql: Sql,
  config: LinkConfig,
  owner: PageOwner,
): Promise<ReceivedAssignment[]> {
  const rows = await ofPerson(sql, owner)
    .select(RECEIVED_COLUMNS)
    .where('recipient.status', '!=', 'withdrawn')
    .where('recipient.superseded_at', 'is', null)
    .execute()
  const rank = (row: (typeof rows)[number]) =>
    row.status === 'completed' ? 2 : row.assignment_status === 'closed' ? 1 : 0
  rows.sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.due_at ?? Number.MAX_SAFE_INTEGER) - (b.due_at ?? Number.MAX_SAFE_INTEGER) ||
      b.assigned_at - a.assigned_at ||
      a.id - b.id,
  )
  return await withPast(sql, config, owner, rows)
}

/** One thing a person has, with what they did of it. */
export async function findReceived(
  sql: Sql,
  owner: TokenOwner,
  assignmentId: number,
): Promise<Received | undefined> {
  const row = await findRow(sql, owner, assignmentId)
  if (!row) return undefined
  const done = await listStepsDone(sql, owner, [assignmentId])
  return { row, done: doneIn(row, done) }
}

async function findRow(sql: Sql, owner: TokenOwner, assignmentId: number) {
  return await ofPerson(sql, owner)
    .select(RECEIVED_COLUMNS)
    .where('assignment.id', '=', assignmentId)
    .where('recipient.superseded_at', 'is', null)
    .executeTakeFirst()
}
export type ReceivedRow = NonNullable<Awaited<ReturnType<typeof findRow>>>
/** The row with when each of its steps was done. */
export type Received = { row: ReceivedRow; done: ReadonlyMap<number, number> }

/** As the contract shows it, with the steps done and the times it came before. */
export async function withPast(
  sql: Sql,
  config: LinkConfig,
  owner: PageOwner,
  rows: readonly ReceivedRow[],
): Promise<ReceivedAssignment[]> {
  const ids = rows.map(row => row.id)
  const withSteps = rows.filter(row => row.steps !== '[]').map(row => row.id)
  const repeated = rows.some(row => row.occurrence > 1)
  const [done, past] = await Promise.all([
    listStepsDone(sql, owner, withSteps),
    repeated ? listPast(sql, owner, ids) : [],
  ])
  const pastOf = Map.groupBy(past, row => row.assignment_id)
  return rows.map(row => {
    const { id: assignmentId, occurrence } = row
    const fill = (link: string | null) => fillLink(link, config, { ...owner, assignmentId, occurrence })
    return show({ row, done: doneIn(row, done) }, pastOf.get(assignmentId) ?? [], fill)
  })
}

async function listPast(sql: Sql, { workspaceId, personId }: TokenOwner, assignmentIds: readonly number[]) {
  return await sql
    .selectFrom('recipient')
    .select(['assignment_id', 'occurrence', 'assigned_at', 'completed_at'])
    .where('workspace_id', '=', workspaceId)
    .where('person_id', '=', personId)
    .where('assignment_id', 'in', assignmentIds)
    .where('superseded_at', 'is not', null)
    .where('status', '!=', 'withdrawn')
    .orderBy('occurrence', 'desc')
    .execute()
}

function doneIn(row: ReceivedRow, done: Awaited<ReturnType<typeof listStepsDone>>): Map<number, number> {
  const own = done.filter(step => step.assignment_id === row.id && step.occurrence === row.occurrence)
  return new Map(own.map(step => [step.step_id, step.done_at]))
}

function show(
  { row, done }: Received,
  past: Awaited<ReturnType<typeof listPast>>,
  fill: (link: string | null) => string | null,
): ReceivedAssignment {
  return {
    id: row.id,
    title: row.title,
    instructions: row.instructions,
    link: fill(row.link),
    status: row.status,
    closed: row.assignment_status !== 'live',
    assignedAt: momentOf(row.assigned_at),
    dueAt: momentOf(row.due_at),
    openedAt: momentOf(row.opened_at),
    completedAt: momentOf(row.completed_at),
    completion: row.completion,
    steps: stepsOf(row).map(step => ({
      ...step,
      link: fill(step.link),
      doneAt: momentOf(done.get(step.id) ?? null),
    })),
    earlier: past.map(each => ({
      occurrence: each.occurrence,
      assignedAt: momentOf(each.assigned_at),
      completedAt: momentOf(each.completed_at),
    })),
  }
}

function ofPerson(sql: Sql, { workspaceId, personId }: TokenOwner) {
  return sql
    .selectFrom('recipient')
    .innerJoin('assignment', join =>
      join
        .onRef('assignment.workspace_id', '=', 'recipient.workspace_id')
        .onRef('assignment.id', '=', 'recipient.assignment_id'),
    )
    .where('recipient.workspace_id', '=', workspaceId)
    .where('recipient.person_id', '=', personId)
    .where('assignment.deleted_in', 'is', null)
}
