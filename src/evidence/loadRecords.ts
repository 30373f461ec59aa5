import { exceptionsAsOf } from '../assignments/exceptionsAsOf.ts'
import type { PastMoment } from '../assignments/recipientQueries.ts'
import { recipientsAsOf } from '../assignments/recipientsAsOf.ts'
import { momentOf } from '../assignments/showAssignment.ts'
import { stepsAsOf } from '../assignments/stepsAsOf.ts'
import { imagesAfter } from '../changes/asOf.ts'
import type { Sql } from '../db/db.ts'
import type { ExceptionRow } from '../db/schema.ts'
import type { EvidenceRecord, EvidenceRule } from './contract.ts'
import { type Found, isOverdue, KEY_LENGTH } from './findRecords.ts'
import { type ChangeMade, loadChanges } from './loadChanges.ts'

const RECORDS_A_QUERY = 500

/** The records that were found, one after the other, read some hundred at a time. */
export async function* loadRecords(
  sql: Sql,
  { of, keys }: Found,
  asOf: PastMoment,
  rules: readonly EvidenceRule[],
): AsyncGenerator<EvidenceRecord> {
  const versions = Map.groupBy(rules, rule => rule.segment)
  for (let start = 0; start < keys.length; start += RECORDS_A_QUERY * KEY_LENGTH) {
    const some = keys.subarray(start, start + RECORDS_A_QUERY * KEY_LENGTH)
    const people = [...new Set(some.filter((_, at) => at % KEY_LENGTH === 1))]
    const read = await readSome(sql, { ...of, people }, asOf)
    for (let at = 0; at < some.length; at += KEY_LENGTH) {
      const row = read.rows.get(some.subarray(at, at + KEY_LENGTH).join(' '))
      // What stood at a moment that is over stands for good; the report must not lack it silently.
      if (!row) throw new Error('A record is gone while the report was written.')
      yield toRecord(row, read, asOf, versions)
    }
  }
}

type Of = Found['of'] & { people: readonly number[] }
type Read = Awaited<ReturnType<typeof readSome>>
type Row = Awaited<ReturnType<typeof selectRows>>[number]

async function readSome(sql: Sql, of: Of, asOf: PastMoment) {
  const rows = await selectRows(sql, of, asOf.at)
  const [names, exceptions, steps, changes] = await Promise.all([
    imagesAfter(sql, of.workspaceId, of.people, asOf.version),
    exceptionsAsOf(sql, of, asOf.version, of.people),
    stepsAsOf(sql, of, asOf.at, of.people),
    loadChanges(
      sql,
      of.workspaceId,
      rows.flatMap(row => [row.assigned_in, ...(row.completed_in === null ? [] : [row.completed_in])]),
    ),
  ])
  return {
    rows: new Map(rows.map(row => [`${row.assignment_id} ${row.person_id} ${row.occurrence}`, row])),
    names,
    exceptions: Map.groupBy(exceptions, row => `${row.assignment_id} ${row.person_id}`),
    steps: Map.groupBy(steps, row => `${row.assignment_id} ${row.person_id} ${row.occurrence}`),
    changes,
  }
}

async function selectRows(sql: Sql, of: Of, moment: number) {
  return await sql
    .selectFrom(recipientsAsOf(moment, of))
    .innerJoin('person', join =>
      join
        .onRef('person.workspace_id', '=', 'recipient.workspace_id')
        .onRef('person.id', '=', 'recipient.person_id'),
    )
    .selectAll('recipient')
    .select(['person.email', 'person.first_name', 'person.last_name'])
    .execute()
}

function toRecord(
  row: Row,
  { names, exceptions, steps, changes }: Read,
  asOf: PastMoment,
  versions: ReadonlyMap<number, EvidenceRule[]>,
): EvidenceRecord {
  const then = names.get(row.person_id)
  const own = exceptions.get(`${row.assignment_id} ${row.person_id}`) ?? []
  const done = steps.get(`${row.assignment_id} ${row.person_id} ${row.occurrence}`) ?? []
  const assigned = changes.get(row.assigned_in)
  return {
    assignment: row.assignment_id,
    person: {
      id: row.person_id,
      email: then?.email ?? row.email,
      firstName: then?.firstName ?? row.first_name,
      lastName: then?.lastName ?? row.last_name,
    },
    occurrence: row.occurrence,
    status: row.status,
    overdue: isOverdue(row, asOf.at),
    assigned: { change: row.assigned_in, at: momentOf(row.assigned_at), by: assigned?.by ?? '' },
    through: (JSON.parse(row.via) as number[]).map(segment => ({
      segment,
      version: versions.get(segment)?.findLast(rule => rule.set.change <= row.assigned_in)?.version ?? 0,
    })),
    dueAt: momentOf(row.due_at),
    extended: exceptionOf(own.find(one => one.kind === 'extended' && one.occurrence === row.occurrence)),
    exempt: exceptionOf(own.find(one => one.kind === 'exempt')),
    openedAt: momentOf(row.opened_at),
    completedAt: momentOf(row.completed_at),
    recorded: recordedOf(row, changes),
    evidence: row.evidence,
    steps: done
      .toSorted((a, b) => a.done_at - b.done_at || a.step_id - b.step_id)
      .map(step => ({ step: step.step_id, doneAt: momentOf(step.done_at) })),
    noLongerRequiredSince: momentOf(row.withdrawn_at),
    supersededAt: momentOf(row.superseded_at),
  }
}

function exceptionOf(row: ExceptionRow | undefined): EvidenceRecord['extended'] {
  return row ? { until: row.until, reason: row.reason, at: momentOf(row.made_at), by: row.made_by } : null
}

/** A callback always writes its evidence and is no change of the log; what recipients say themselves has neither. */
function recordedOf(row: Row, changes: ReadonlyMap<number, ChangeMade>): EvidenceRecord['recorded'] {
  if (row.completed_at === null) return null
  if (row.completed_in === null) {
    if (row.evidence !== null)
      return { how: 'callback', by: null, change: null, at: momentOf(row.recorded_at) }
    return { how: 'recipient', by: null, change: null, at: momentOf(row.completed_at) }
  }
  const made = changes.get(row.completed_in)
  const how = made?.act === 'completions.import' ? 'import' : 'member'
  return { how, by: made?.by ?? null, change: row.completed_in, at: made ? momentOf(made.at) : null }
}
