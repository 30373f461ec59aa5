import { keyRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { KeyRow } from '../db/schema.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { type Roster, tagsOfKey } from '../roster/roster.ts'
import { readDate } from '../segments/rule/calendar.ts'
import { readNumber } from '../segments/rule/readNumber.ts'
import type { KeyType } from './contract.ts'
import { clean, fold } from './fold.ts'

export type KeyChange = { name?: string; type?: KeyType; position?: number }

/** Renaming is free: rules hold ids. The type decides how values are entered and checked, never what they mean in a rule. */
export function updateKey(id: number, change: KeyChange): Act<number> {
  return async ({ draft, roster }) => {
    const before = keyRow(draft, id)
    if (!before) throw new NotFound('There is no such tag key.')
    const name = change.name === undefined ? before.name : clean(change.name)
    if (name === '') {
      throw new Invalid('The name holds nothing visible.', [
        { path: 'name', message: 'Write something here.' },
      ])
    }
    const after: KeyRow = {
      id,
      name,
      name_fold: fold(name),
      type: change.type ?? before.type,
      position: change.position ?? before.position,
    }
    refuseTakenName(roster, after)
    if (after.type !== before.type) {
      const note = unreadable(roster, after)
      if (note) draft.notes.push(note)
    }
    if (JSON.stringify(after) !== JSON.stringify(before)) draft.keys.set(id, { before, after })
    const summary =
      after.name === before.name
        ? `Change the tag key “${after.name}”`
        : `Rename the tag key “${before.name}” to “${after.name}”`
    return { summary, result: id }
  }
}

function refuseTakenName(roster: Roster, { id, name, name_fold }: KeyRow): void {
  const other = roster.keyByFold.get(name_fold)
  if (other === undefined || other === id) return
  throw new Conflict(
    `There already is a tag key “${roster.keys.get(other)?.name}”. Choose another name than “${name}”, or merge the tags of this key into tags of that one.`,
    { key: { id: other, name: roster.keys.get(other)?.name } },
  )
}

const YES_NO = new Set(['yes', 'no', 'true', 'false', '0', '1', 'y', 'n'])

const READABLE = {
  text: () => true,
  number: value => readNumber(value) !== undefined,
  date: value => readDate(value) !== undefined,
  yesNo: value => YES_NO.has(fold(value)),
} satisfies Record<KeyType, (value: string) => boolean>

const NOUNS = { text: 'text', number: 'a number', date: 'a date (YYYY-MM-DD)', yesNo: 'yes or no' } as const

function unreadable(roster: Roster, key: KeyRow): string | undefined {
  const values = [...tagsOfKey(roster, key.id)].map(tag => tag.value)
  const odd = values.filter(value => !READABLE[key.type](value))
  if (odd.length === 0) return undefined
  const examples = odd
    .slice(0, 3)
    .map(value => `“${value}”`)
    .join(', ')
  return `${odd.length} of ${values.length} values cannot be read as ${NOUNS[key.type]}, such as ${examples}. They stay as they are.`
}
