import { type Draft, ensureKey, ensureTag, findKey, findTag, keyOfTag } from '../changes/draft.ts'
import { clean, fold } from '../tags/fold.ts'
import type { Column } from './contract.ts'
import type { CellMeaning, Meaning } from './meaning.ts'

export const LONGEST = 200

export type TagColumn = CellMeaning & {
  index: number
  key: string
  keyId: number | null
  known: Map<string, TagCell | string | null>
}

/** What one spelling of a cell does: `empties` takes the person's tags of the key away, then `values` are given. */
export type TagCell = {
  column: TagColumn
  values: readonly string[]
  empties: boolean
  tags: number[] | null
}

export function tagColumns(columns: readonly Column[], { cells }: Meaning): TagColumn[] {
  return columns.flatMap((column, index): TagColumn[] => {
    const meaning = cells[index]
    return column.role === 'tag' && column.key && meaning
      ? [{ ...meaning, index, key: column.key, keyId: null, known: new Map() }]
      : []
  })
}

export function readTags(
  columns: readonly TagColumn[],
  cells: readonly string[],
  refuse: (index: number, message: string) => void,
): TagCell[] {
  const read: TagCell[] = []
  for (const column of columns) {
    const cell = cells[column.index] ?? ''
    if (cell === '' && column.blank === 'leave') continue
    const tagCell = readCell(column, cell)
    if (typeof tagCell === 'string') refuse(column.index, tagCell)
    else if (tagCell) read.push(tagCell)
  }
  return read
}

/**
 * A column's cells repeat: each different spelling is read once. Answers null for a blank that leaves what is there, and a
 * text as the reason to refuse the row.
 */
function readCell(column: TagColumn, cell: string): TagCell | string | null {
  const found = column.known.get(cell)
  if (found !== undefined) return found
  const answer = column.yesNo ? yesOrNo(column, cell) : valuesOf(column, cell)
  column.known.set(cell, answer)
  return answer
}

function valuesOf(column: TagColumn, cell: string): TagCell | string | null {
  const values = column.separator === null ? [clean(cell)] : parted(cell, column.separator).map(clean)
  const filled = values.filter(value => value !== '')
  if (filled.length === 0) return blank(column)
  const long = filled.find(value => value.length > LONGEST)
  if (long !== undefined) return tooLong(long)
  return { column, values: filled, empties: column.values === 'replace', tags: null }
}

const parted = (cell: string, separator: string) =>
  separator === '\n' ? cell.split(/\r\n|\n|\r/) : cell.split(separator)

const YES = new Set('yes y true t 1 x ✓ ✔ on ja j oui o sí si s sim tak да はい 是 wahr vrai'.split(' '))
const NO = new Set('no n false f 0 - – ✗ off nein non nej não nie нет いいえ 否 falsch faux'.split(' '))

function yesOrNo(column: TagColumn, cell: string): TagCell | string | null {
  const word = fold(cell)
  if (word === '') return blank(column)
  if (YES.has(word)) return { column, values: ['Yes'], empties: column.values === 'replace', tags: null }
  if (NO.has(word)) return { column, values: [], empties: true, tags: null }
  return 'This is neither yes nor no. Write yes or no, or read the column as ordinary values.'
}

const blank = (column: TagColumn): TagCell | null =>
  column.blank === 'clear' ? { column, values: [], empties: true, tags: null } : null

const tooLong = (value: string) =>
  `This has ${value.length} characters; a tag takes at most ${LONGEST}. Leave the column out if it holds texts.`

/**
 * The person's tags once the cells have done what they say. Only a row that is taken makes keys and tags, so a column of
 * blanks or of refused rows leaves no trace.
 */
export function withTags(draft: Draft, present: readonly number[], cells: readonly TagCell[]): number[] {
  const given: number[] = []
  for (const cell of cells) for (const tag of tagsOf(draft, cell)) given.push(tag)
  sorted(given)
  // Nearly everybody of a file that comes again.
  if (present.length === given.length && given.every((tag, at) => tag === present[at])) return given
  if (present.length === 0) return given
  // A handful: an array is quicker than a set.
  const emptied: number[] = []
  for (const { empties, column } of cells) {
    const keyId = empties ? keyOf(draft, column) : null
    if (keyId !== null) emptied.push(keyId)
  }
  for (const id of present) if (!emptied.includes(keyOfTag(draft, id) ?? 0)) given.push(id)
  return sorted(given)
}

/**
 * Whether the cells leave the person's tags as they are. Nothing is made to find that out, and of spellings it is only noted that
 * they were used when the answer is yes.
 */
export function leavesTags(draft: Draft, present: readonly number[], cells: readonly TagCell[]): boolean {
  const given: number[] = []
  for (const { tags } of cells) {
    if (!tags) return leavesTagsAsFound(draft, present, cells)
    for (const tag of tags) given.push(tag)
  }
  sorted(given)
  return (
    (present.length === given.length && given.every((tag, at) => tag === present[at])) ||
    leavesTagsAsFound(draft, present, cells)
  )
}

function leavesTagsAsFound(draft: Draft, present: readonly number[], cells: readonly TagCell[]): boolean {
  const unnoted = { ...draft, readBy: new Set<number>() }
  const given = new Set<number>()
  const emptied = new Set<number | undefined>()
  for (const { column, values, empties, tags } of cells) {
    const keyId = column.keyId ?? findKey(unnoted, column.key)
    if (empties && keyId !== undefined) emptied.add(keyId)
    for (const tag of tags ?? values.map(value => keyId && findTag(unnoted, keyId, value))) {
      if (!tag || !present.includes(tag)) return false
      given.add(tag)
    }
  }
  if (present.some(tag => !given.has(tag) && emptied.has(keyOfTag(draft, tag)))) return false
  withTags(draft, present, cells)
  return true
}

function tagsOf(draft: Draft, cell: TagCell): number[] {
  if (cell.tags) return cell.tags
  const { column, values } = cell
  if (values.length > 0) column.keyId ??= ensureKey(draft, column.key)
  const { keyId } = column
  cell.tags = keyId === null ? [] : values.map(value => ensureTag(draft, keyId, value))
  return cell.tags
}

/** Null for a key that is not there: nobody has a tag of it that could be taken away. */
function keyOf(draft: Draft, column: TagColumn): number | null {
  column.keyId ??= findKey(draft, column.key) ?? null
  return column.keyId
}

/** Ascending, each once, in place. A person's tags are few: insertion beats a general sort several times over. */
function sorted(tags: number[]): number[] {
  for (let i = 1; i < tags.length; i++) {
    const tag = tags[i] as number
    let j = i - 1
    for (; j >= 0 && (tags[j] as number) > tag; j--) tags[j + 1] = tags[j] as number
    tags[j + 1] = tag
  }
  let kept = 0
  for (let i = 0; i < tags.length; i++)
    if (i === 0 || tags[i] !== tags[i - 1]) tags[kept++] = tags[i] as number
  tags.length = kept
  return tags
}
