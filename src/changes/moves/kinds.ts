import { nobody, type PeopleSet, setOf } from '../../roster/peopleSet.ts'
import type { MoveKind } from '../moveContract.ts'
import type { PeopleWrites, PersonWrite } from '../peopleWrites.ts'

export type WriteKind = Exclude<MoveKind, 'moved'>
export type PeopleByKind = Record<WriteKind, PeopleSet>

/**
 * What a write is to the person; null for people made by an act that was undone: nobody sees them, but a merge of tags
 * rewrites their rows too.
 */
export function kindOfWrite({ before, after }: PersonWrite): WriteKind | null {
  const was = before === null || before.status === 'removed' ? null : before.status
  if (after.status === 'removed') return was === null ? null : 'removed'
  if (was === null) return 'created'
  if (was === after.status) return 'updated'
  return after.status === 'active' ? 'reactivated' : 'deactivated'
}

export function countKinds({ changed, made }: PeopleWrites): Record<WriteKind, number> {
  const counts = { created: made.size, updated: 0, reactivated: 0, deactivated: 0, removed: 0 }
  for (const write of changed.values()) {
    const kind = kindOfWrite(write)
    if (kind) counts[kind] += 1
  }
  return counts
}

export function peopleByKind(writes: Iterable<PersonWrite>): PeopleByKind {
  const ids: Record<WriteKind, number[]> = {
    created: [],
    updated: [],
    reactivated: [],
    deactivated: [],
    removed: [],
  }
  for (const write of writes) {
    const kind = kindOfWrite(write)
    if (kind) ids[kind].push(write.after.id)
  }
  const setOfSome = (some: number[]) => (some.length === 0 ? nobody : setOf(some))
  return {
    created: setOfSome(ids.created),
    updated: setOfSome(ids.updated),
    reactivated: setOfSome(ids.reactivated),
    deactivated: setOfSome(ids.deactivated),
    removed: setOfSome(ids.removed),
  }
}
