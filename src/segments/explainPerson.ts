import { peopleAsOf, versionAt } from '../changes/asOf.ts'
import { currentRoster, type Engine } from '../changes/engine.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import { rosterAsOf } from '../changes/rosterAsOf.ts'
import { tagOrigins } from '../changes/tagOrigins.ts'
import type { Sql } from '../db/db.ts'
import { NotFound } from '../errors.ts'
import type { PersonRow } from '../people/person.ts'
import type { Roster } from '../roster/roster.ts'
import { explain, tagsIn, withOrigins } from './explain.ts'
import type { Explanation } from './explainContract.ts'
import { whatWouldMove } from './wouldMove/whatWouldMove.ts'

type Asked = { segment: number; person: number; asOf: string | undefined }
/** A person and what rules are read against, both of one version. */
type Reading = { roster: Roster; version: number; person: PersonRow }

/** Why a person is in a segment or not, now or at a moment, and what would change it. Throws NotFound. */
export async function explainPerson(
  engine: Engine,
  workspaceId: number,
  { segment: segmentId, person: personId, asOf }: Asked,
): Promise<Explanation> {
  const sql = engine.db.read
  const { roster, version, person } = await readAtOnce(engine, workspaceId, async present =>
    asOf === undefined
      ? await readNow(sql, present, personId)
      : await readThen(sql, present, personId, Date.parse(asOf)),
  )
  const segment = roster.segments.get(segmentId)
  if (!segment)
    throw new NotFound(
      asOf === undefined ? 'There is no such segment.' : 'There was no such segment at that moment.',
    )
  const rule = explain(roster, segmentId, person)
  // The past cannot be changed.
  const { proposals, isWhole } =
    asOf === undefined ? whatWouldMove(roster, segmentId, person) : { proposals: [], isWhole: true }
  const { name } = segment
  const origins = await tagOrigins(sql, workspaceId, person, version, tagsIn(rule))
  const { id, email, firstName, lastName } = person
  return {
    person: { id, email, firstName, lastName },
    segment: { id: segmentId, name },
    matches: rule.matches,
    rule: withOrigins(rule, origins),
    wouldEnter: rule.matches ? [] : proposals,
    wouldLeave: rule.matches ? proposals : [],
    isWhole,
    asOf: asOf ?? null,
  }
}

/** Reads again when the roster has moved on meanwhile. */
async function readAtOnce(
  engine: Engine,
  workspaceId: number,
  read: (present: Roster) => Promise<Reading>,
): Promise<Reading> {
  for (;;) {
    const roster = await currentRoster(engine, workspaceId)
    const { version } = roster
    const reading = await read(roster)
    const after = await currentRoster(engine, workspaceId)
    if (after === roster && after.version === version) return reading
  }
}

async function readNow(sql: Sql, roster: Roster, id: number): Promise<Reading> {
  const [person] = await loadPeople(sql, roster.workspaceId, [id])
  if (!person || person.status === 'removed') throw new NotFound('There is no such person.')
  return { roster, version: roster.version, person }
}

async function readThen(sql: Sql, roster: Roster, id: number, moment: number): Promise<Reading> {
  const version = await versionAt(sql, roster.workspaceId, moment)
  const person = (await peopleAsOf(sql, roster.workspaceId, [id], version)).get(id)
  if (!person) throw new NotFound('There was no such person at that moment.')
  return { roster: await rosterAsOf(sql, roster, version), version, person }
}
