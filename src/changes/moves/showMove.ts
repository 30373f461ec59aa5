import type { PersonRow } from '../../people/person.ts'
import { movedFields, type PersonMove, type PersonName } from '../moveContract.ts'
import type { PersonWrite } from '../peopleWrites.ts'
import { kindOfWrite } from './kinds.ts'
import type { MovedSet, MoveSource } from './pageOfMoves.ts'

export type TagNamesOf = ReadonlyMap<number, { key: string; value: string }>

/** What moves for one person. Without a write only segments and assignments come and go. */
export function showMove(
  name: PersonName,
  write: PersonWrite | undefined,
  { segments, assignments }: Pick<MoveSource, 'segments' | 'assignments'>,
  tagNames: TagNamesOf,
): PersonMove {
  const before = present(write?.before)
  const after = present(write?.after)
  const entered = sidesOf(name.id, segments)
  const received = sidesOf(name.id, assignments)
  const titled = ({ id, name }: { id: number; name: string }) => ({ id, title: name })
  return {
    ...name,
    what: (write && kindOfWrite(write)) ?? 'moved',
    fields: movedFields
      .map(field => ({ field, before: before?.[field] ?? null, after: after?.[field] ?? null }))
      .filter(field => field.before !== field.after),
    tags: {
      gained: named(missingIn(before?.tags, after?.tags), tagNames),
      lost: named(missingIn(after?.tags, before?.tags), tagNames),
    },
    segments: entered,
    assignments: { received: received.entered.map(titled), withdrawn: received.left.map(titled) },
  }
}

/** Whoever is removed is not there any more. */
function present(row: PersonRow | null | undefined): PersonRow | null {
  return row && row.status !== 'removed' ? row : null
}

function missingIn(some: readonly number[] = [], others: readonly number[] = []): number[] {
  const had = new Set(some)
  return others.filter(id => !had.has(id))
}

function named(ids: readonly number[], names: TagNamesOf): { id: number; key: string; value: string }[] {
  return ids.flatMap(id => {
    const tag = names.get(id)
    return tag ? [{ id, key: tag.key, value: tag.value }] : []
  })
}

function sidesOf(person: number, moved: readonly MovedSet[]) {
  const short = ({ id, name }: MovedSet) => ({ id, name })
  return {
    entered: moved.filter(({ entered }) => entered.has(person)).map(short),
    left: moved.filter(({ left }) => left.has(person)).map(short),
  }
}
