import { nobody, type PeopleSet, union } from '../../roster/peopleSet.ts'
import { changedOnly } from '../commit.ts'
import type { Consequences } from '../consequences.ts'
import { keyRow, tagRow } from '../draft.ts'
import type { Outcome } from '../makePlan.ts'
import { everyoneReceiving } from '../moveAssignments.ts'
import type { Side } from '../moveContract.ts'
import type { PersonWrite } from '../peopleWrites.ts'
import type { Drafted, KeptPlan } from '../planStore.ts'
import { peopleByKind } from './kinds.ts'
import type { MovedSet, MoveSource } from './pageOfMoves.ts'
import type { TagNamesOf } from './showMove.ts'

/** Whom a plan would move, from the draft that was kept of it. */
export function movesOfPlan(kept: KeptPlan): MoveSource {
  const { workspaceId, drafted, outcome } = kept
  kept.kinds ??= peopleByKind(drafted.people.values())
  return {
    workspaceId,
    kinds: kept.kinds,
    segments: movedSegments(drafted, outcome.consequences),
    assignments: movedAssignments(drafted, outcome),
    side: (part, side) => sideOf(outcome, part, side),
    writes: ids =>
      new Map(
        ids.flatMap(id => {
          const write = drafted.people.get(id)
          return write ? [[id, write] as const] : []
        }),
      ),
    tagNames: writes => tagNamesIn(drafted, writes),
    drafted: drafted.people,
  }
}

function movedSegments({ roster, segments }: Drafted, consequences: Consequences): MovedSet[] {
  return [...consequences.segments].map(([id, move]) => {
    const write = segments.get(id)
    return { ...move, id, name: (write?.after ?? write?.before ?? roster.segments.get(id))?.name ?? '' }
  })
}

function movedAssignments({ roster, assignments }: Drafted, outcome: Outcome): MovedSet[] {
  return [...outcome.assignments].map(([id, move]) => {
    const write = assignments.get(id)
    const name = (write?.after ?? write?.before ?? roster.assignments.get(id))?.title ?? ''
    return { id, name, entered: everyoneReceiving(move), left: move.withdrawn }
  })
}

/** The people on one side of one row of a plan: part is `people`, `tag:ID`, `segment:ID` or `assignment:ID`. */
function sideOf({ consequences, assignments }: Outcome, part: string, side: Side): PeopleSet {
  const [kind, id] = part.split(':')
  const target = Number(id)
  if (kind === 'people') {
    if (side === 'changed') return changedOnly(consequences).entered
    return side === 'entered' ? consequences.people.entered : consequences.people.left
  }
  if (kind === 'assignment') {
    const move = assignments.get(target)
    if (!move) return nobody
    return side === 'left' ? move.withdrawn : everyoneReceiving(move)
  }
  const move = (kind === 'tag' ? consequences.tags : consequences.segments).get(target)
  if (!move) return nobody
  if (side === 'changed') return union(move.entered, move.left)
  return side === 'entered' ? move.entered : move.left
}

/** As they will be called, and those that go as they were. */
function tagNamesIn(drafted: Drafted, writes: Iterable<PersonWrite>): TagNamesOf {
  const names = new Map<number, { key: string; value: string }>()
  for (const { before, after } of writes) {
    for (const id of [...(before?.tags ?? []), ...after.tags]) {
      if (names.has(id)) continue
      const tag = tagRow(drafted, id) ?? drafted.tags.get(id)?.before
      const key = tag && (keyRow(drafted, tag.key_id) ?? drafted.keys.get(tag.key_id)?.before)
      if (tag && key) names.set(id, { key: key.name, value: tag.value })
    }
  }
  return names
}
