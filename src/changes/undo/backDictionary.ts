import type { KeyRow, TagRow } from '../../db/schema.ts'
import { keyRow, type Write } from '../draft.ts'
import { type Drawing, keyName } from './drawing.ts'
import { settleNames, type Wish } from './settleNames.ts'
import { type FieldsOf, stepBack, type Three } from './threeWay.ts'

/** Renamed, changed and deleted keys as they were. */
export function backKeys(drawing: Drawing): void {
  const { draft, past } = drawing
  backNamed(drawing, {
    kind: 'key',
    threes: past.keys,
    writes: draft.keys,
    groups: [['name', 'name_fold'], ['type'], ['position']],
    nameGroup: ['name', 'name_fold'],
    fold: row => row.name_fold,
    show: row => row.name,
    holder: row => draft.roster.keyByFold.get(row.name_fold),
    cannotReturn: () => undefined,
  })
}

/** Renamed and deleted tags as they were; a tag whose key has gone stays gone with it. */
export function backTags(drawing: Drawing): void {
  const { draft, past } = drawing
  const keyThen = (id: number) => past.keys.find(key => key.id === id)?.before?.name ?? ''
  backNamed(drawing, {
    kind: 'tag',
    threes: past.tags,
    writes: draft.tags,
    groups: [['key_id'], ['value', 'value_fold']],
    nameGroup: ['key_id', 'value', 'value_fold'],
    fold: row => `${row.key_id}:${row.value_fold}`,
    show: row => `${keyName(draft, row.key_id) || keyThen(row.key_id)}: ${row.value}`,
    holder: row => draft.roster.tagByFold.get(row.key_id)?.get(row.value_fold),
    cannotReturn: row => (keyRow(draft, row.key_id) ? undefined : 'its key is gone'),
  })
}

type Named<Row> = {
  kind: 'key' | 'tag'
  threes: readonly Three<Row>[]
  writes: Map<number, Write<Row>>
  groups: readonly FieldsOf<Row>[]
  /** The fields that make the name, which only one row may have. */
  nameGroup: readonly (keyof Row)[]
  fold(row: Row): string
  show(row: Row): string
  /** Who has the row's name now. */
  holder(row: Row): number | undefined
  cannotReturn(row: Row): string | undefined
}

function backNamed<Row extends KeyRow | TagRow>({ notes }: Drawing, about: Named<Row>): void {
  const { kind, threes, writes, show } = about
  const wanted: { current: Row | null; row: Row }[] = []
  for (const { before, after, current } of threes) {
    if (before === null) continue
    if (after === null) {
      const why = about.cannotReturn(before)
      if (current !== null) continue
      if (why === undefined) wanted.push({ current: null, row: before })
      else notes.add(() => `The ${kind} “${show(before)}” does not come back: ${why}.`)
    } else if (current === null) {
      notes.add(() => `The ${kind} “${show(after)}” has been deleted since, and stays deleted.`)
    } else {
      const { row, kept } = stepBack({ before, after, current }, about.groups)
      const why = about.cannotReturn(row)
      if (why !== undefined) {
        notes.add(() => `The ${kind} “${show(current)}” stays where it is: ${why}.`)
        for (const field of about.nameGroup) row[field] = current[field]
      }
      if (kept.length > 0)
        notes.add(() => `The ${kind} “${show(current)}” has been changed again since, and stays so.`)
      wanted.push({ current, row })
    }
  }
  const wishes: Wish[] = wanted
    .filter(({ current, row }) => !current || about.fold(current) !== about.fold(row))
    .map(({ current, row }) => ({
      id: row.id,
      wanted: about.fold(row),
      present: current && about.fold(current),
      holder: about.holder(row),
    }))
  const without = settleNames(wishes, id => writes.get(id)?.after === null)
  for (const { current, row } of wanted) {
    if (without.has(row.id)) {
      const was = show(row)
      if (!current) {
        notes.add(() => `The ${kind} “${was}” does not come back: another one has its name by now.`)
        continue
      }
      for (const field of about.nameGroup) row[field] = current[field]
      notes.add(() => `The ${kind} “${show(current)}” keeps its name: “${was}” is another’s by now.`)
    }
    if (!current || !sameFields(current, row)) writes.set(row.id, { before: current, after: row })
  }
}

function sameFields<Row extends object>(a: Row, b: Row): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}
