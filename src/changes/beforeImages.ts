import type { PersonRow } from '../people/person.ts'
import type { Draft } from './draft.ts'

/** Enough to make few rows of many people, few enough that one person's timeline reads little. */
const PEOPLE_A_ROW = 200

/**
 * Rows of change_person: one for each unbroken run of created people (nothing to restore but their absence), and arrays of
 * before-images for those that were overwritten.
 */
export function* beforeImages(
  workspaceId: number,
  changeId: number,
  people: Draft['people'],
): Generator<unknown[]> {
  const writes = [...people.changed.values()].sort((a, b) => a.after.id - b.after.id)
  let run: { first: number; last: number } | null = null
  let images: PersonRow[] = []
  const row = (first: number, last: number, before: string | null) => [
    workspaceId,
    changeId,
    first,
    last,
    before,
  ]
  const imagesRow = () => row(images[0]?.id ?? 0, images.at(-1)?.id ?? 0, JSON.stringify(images))
  for (const { before, after } of writes) {
    if (before) {
      if (run) yield row(run.first, run.last, null)
      run = null
      images.push(before)
      if (images.length < PEOPLE_A_ROW) continue
      yield imagesRow()
      images = []
    } else {
      if (images.length > 0) yield imagesRow()
      images = []
      if (run && run.last + 1 === after.id) run.last = after.id
      else {
        if (run) yield row(run.first, run.last, null)
        run = { first: after.id, last: after.id }
      }
    }
  }
  if (run) yield row(run.first, run.last, null)
  if (images.length > 0) yield imagesRow()
  const { made } = people
  for (let start = 0; start < made.size; ) {
    let end = start + 1
    while (end < made.size && made.idAt(end) === made.idAt(end - 1) + 1) end++
    yield row(made.idAt(start), made.idAt(end - 1), null)
    start = end
  }
}
