import type { z } from 'zod'
import type { Actor } from '../access/actor.ts'
import type { PastMoment } from '../assignments/recipientQueries.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import { peopleAsOf, versionAt } from '../changes/asOf.ts'
import { NotFound } from '../errors.ts'
import type { RequestContext } from '../http/context.ts'
import { searchParams } from '../http/searchParams.ts'
import { findPeople } from '../people/findPeople.ts'
import { placeOf } from '../people/placeOf.ts'
import { assignmentEvidence } from './assignmentEvidence.ts'
import type { EvidenceDocument, EvidenceRecord, evidenceContract } from './contract.ts'
import { exactSince } from './exactSince.ts'
import { type Found, findPersonRecords, findRecipientRecords, KEY_LENGTH } from './findRecords.ts'
import { loadRecords } from './loadRecords.ts'
import { ruleHistory } from './ruleHistory.ts'
import type { Head } from './writeReport.ts'

type Context = RequestContext & { actor: Actor }
type Input<Name extends 'assignment' | 'person'> = z.output<
  NonNullable<(typeof evidenceContract)[Name]['~orpc']['inputSchema']>
>

/** A report of which everything is known but its records, which come when they are asked for. */
export type Prepared = {
  head: Head
  made: EvidenceDocument['made']
  records: () => AsyncGenerator<EvidenceRecord>
}

/** Throws NotFound for an assignment that there was not at the moment. */
export async function prepareAssignmentReport(
  context: Context,
  { id, asOf: given, where, ...filter }: Input<'assignment'>,
): Promise<Prepared> {
  const { db, actor } = context
  const { workspaceId } = actor
  const asOf = await momentAsked(context, given)
  const about = await assignmentEvidence(db.read, workspaceId, id, asOf.version)
  const people =
    where === undefined
      ? undefined
      : await findPeople(await placeOf(context), { where, asOf: momentOf(asOf.at) })
  const found = await findRecipientRecords(
    db.read,
    { workspaceId, assignmentId: id, ...filter, now: asOf.at, asOf },
    people,
  )
  return await prepare(context, asOf, found, {
    kind: 'assignment',
    address: addressOf(`/assignments/${id}/evidence`, { asOf: momentOf(asOf.at), ...filter, where }),
    person: null,
    assignments: [about],
  })
}

/** Throws NotFound for a person who was not there at the moment. */
export async function preparePersonReport(
  context: Context,
  { id, asOf: given }: Input<'person'>,
): Promise<Prepared> {
  const { db, actor } = context
  const { workspaceId } = actor
  const asOf = await momentAsked(context, given)
  const person = (await peopleAsOf(db.read, workspaceId, [id], asOf.version)).get(id)
  if (!person) throw new NotFound('There was no such person at that moment.')
  const found = await findPersonRecords(db.read, { workspaceId, personId: id }, asOf.at)
  const ids = new Set(found.keys.filter((_, at) => at % KEY_LENGTH === 0))
  const assignments = []
  for (const each of [...ids].sort((a, b) => a - b))
    assignments.push(await assignmentEvidence(db.read, workspaceId, each, asOf.version, { deletedToo: true }))
  const { email, firstName, lastName } = person
  return await prepare(context, asOf, found, {
    kind: 'person',
    address: addressOf(`/people/${id}/evidence`, { asOf: momentOf(asOf.at) }),
    person: { id, email, firstName, lastName },
    assignments,
  })
}

async function prepare(
  { db, actor, now }: Context,
  asOf: PastMoment,
  found: Found,
  about: Pick<Head, 'kind' | 'address' | 'person' | 'assignments'>,
): Promise<Prepared> {
  const { workspaceId } = actor
  const { name, time_zone, created_at } = await db.read
    .selectFrom('workspace')
    .select(['name', 'time_zone', 'created_at'])
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  const rules = await ruleHistory(db.read, workspaceId, asOf.version, segmentsOf(about, found))
  const head: Head = {
    ...about,
    workspace: { name, timeZone: time_zone },
    asOf: momentOf(asOf.at),
    exactSince: momentOf(Math.max(created_at, await exactSince(db.read))),
    rules,
    summary: found.summary,
  }
  return {
    head,
    made: { at: now().toISOString(), by: actor.name },
    records: () => loadRecords(db.read, found, asOf, rules),
  }
}

function segmentsOf({ assignments }: Pick<Head, 'assignments'>, { via }: Found): Set<number> {
  const through = via.flatMap(each => JSON.parse(each) as number[])
  return new Set([...through, ...assignments.flatMap(({ include, exclude }) => [...include, ...exclude])])
}

/** The moment asked for, or now. What is read for it is the same whenever it is read, so nothing is locked meanwhile. */
async function momentAsked({ db, actor, now }: Context, asOf: string | undefined): Promise<PastMoment> {
  const at = Math.min(asOf === undefined ? now().getTime() : Date.parse(asOf), now().getTime())
  return { at, version: await versionAt(db.read, actor.workspaceId, at) }
}

const addressOf = (path: string, query: Record<string, unknown>) => `${path}?${searchParams(query)}`
