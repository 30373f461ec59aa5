import type { Sql } from '../db/db.ts'
import { pageOfIds } from '../roster/pages.ts'
import { difference, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import { brake, type Limits } from './brake.ts'
import type { Consequences } from './consequences.ts'
import type { Plan } from './contract.ts'
import { type Draft, keyRow, tagRow } from './draft.ts'
import { type AssignmentMove, everyoneReceiving } from './moveAssignments.ts'
import type { PersonName } from './moveContract.ts'
import { countKinds } from './moves/kinds.ts'
import { personNames } from './personNames.ts'
import { spellingsIn } from './spellingsIn.ts'

/** Everything a draft sets in motion. */
export type Outcome = { consequences: Consequences; assignments: Map<number, AssignmentMove> }

const SAMPLE = 10
const CHANGED_TAGS = 200

/** The plan as people read it, with the first names of every row. `sql` is asked for names only. */
export async function makePlan(
  sql: Sql,
  draft: Draft,
  outcome: Outcome,
  about: { summary: string; id: string | null; limits: Limits },
): Promise<Plan> {
  const { consequences, assignments } = outcome
  const { roster } = draft
  const moves = [...consequences.segments].map(([id, move]) => ({ id, ...move }))
  const received = [...assignments].map(([id, move]) => ({
    id,
    entered: everyoneReceiving(move),
    left: move.withdrawn,
    renewed: move.renewed.size,
  }))
  const name = await sampleNames(sql, draft, [...moves, ...received])
  const kinds = countKinds(draft.people)
  const plan: Omit<Plan, 'brake'> = {
    id: about.id,
    version: roster.version,
    summary: about.summary,
    people: {
      ...kinds,
      unchanged: draft.unchanged,
      refused: draft.refused,
      ...(draft.leftOut > 0 ? { leftOut: draft.leftOut } : {}),
    },
    tags: {
      keysCreated: [...draft.keys.values()].flatMap(({ before, after }) =>
        !before && after ? [{ id: after.id, name: after.name }] : [],
      ),
      keysRemoved: [...draft.keys.values()].flatMap(({ before, after }) =>
        before && !after
          ? [{ id: before.id, name: before.name, ...mergedInto(draft.mergedKeys, before.id) }]
          : [],
      ),
      created: [...draft.tags.values()].flatMap(({ before, after }) =>
        !before && after ? [tagName(draft, after.id, after.key_id, after.value)] : [],
      ),
      removed: [...draft.tags.values()].flatMap(({ before, after }) =>
        before && !after
          ? [
              {
                ...tagName(draft, before.id, before.key_id, before.value),
                ...mergedInto(draft.merged, before.id),
              },
            ]
          : [],
      ),
      lookAlikes: draft.lookAlikes,
      ...(draft.keyLookAlikes.length > 0 ? { keyLookAlikes: draft.keyLookAlikes } : {}),
      ...spellingsIn(draft),
      changed: changedTags(draft, consequences),
    },
    segments: moves
      .map(({ id, entered, left }) => ({
        id,
        name: draft.segments.get(id)?.after?.name ?? roster.segments.get(id)?.name ?? '',
        entered: entered.size,
        left: left.size,
        before: roster.members.sizeOf(id),
        after: roster.members.sizeOf(id) + entered.size - left.size,
        sample: { entered: name(entered), left: name(left) },
      }))
      .sort((a, b) => b.entered + b.left - (a.entered + a.left)),
    assignments: received.map(({ id, entered, left, renewed }) => ({
      id,
      title: draft.assignments.get(id)?.after?.title ?? roster.assignments.get(id)?.title ?? '',
      received: entered.size,
      withdrawn: left.size,
      ...(renewed > 0 ? { renewed } : {}),
      before: roster.received.sizeOf(id),
      after: roster.received.sizeOf(id) + entered.size - renewed - left.size,
      sample: { entered: name(entered), left: name(left) },
    })),
    messages: [...assignments.values()].reduce(
      (sum, move) => sum + difference(move.received, move.again).size + move.renewed.size,
      0,
    ),
    notes: draft.notes,
  }
  return { ...plan, brake: brake(plan, about.limits) }
}

function tagName(draft: Draft, id: number, keyId: number, value: string) {
  const key = keyRow(draft, keyId)?.name ?? draft.roster.keys.get(keyId)?.name ?? ''
  return { id, key, value }
}

function mergedInto(merged: ReadonlyMap<number, number>, id: number): { mergedInto?: number } {
  const into = merged.get(id)
  return into === undefined ? {} : { mergedInto: into }
}

function changedTags(draft: Draft, { tags }: Consequences): Plan['tags']['changed'] {
  return [...tags]
    .sort(([, a], [, b]) => b.entered.size + b.left.size - (a.entered.size + a.left.size))
    .slice(0, CHANGED_TAGS)
    .map(([id, { entered, left }]) => {
      const row = tagRow(draft, id) ?? draft.tags.get(id)?.before
      const before = draft.roster.holders.sizeOf(id)
      return {
        ...tagName(draft, id, row?.key_id ?? 0, row?.value ?? ''),
        entered: entered.size,
        left: left.size,
        before,
        after: before + entered.size - left.size,
      }
    })
}

async function sampleNames(
  sql: Sql,
  draft: Draft,
  moves: { entered: PeopleSet; left: PeopleSet }[],
): Promise<(set: PeopleSet) => PersonName[]> {
  const wanted = new Set<number>()
  for (const { entered, left } of moves)
    for (const set of [entered, left]) for (const id of pageOfIds(set, 0, SAMPLE)) wanted.add(id)
  const names = await personNames(sql, draft.roster.workspaceId, [...wanted], draft.people)
  return set => (set === nobody ? [] : pageOfIds(set, 0, SAMPLE).flatMap(id => names.get(id) ?? []))
}
