import { keyRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import type { KeyRow } from '../db/schema.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { type Roster, tagsOfKey } from '../roster/roster.ts'
import type { KeyType } from './contract.ts'
import { clean, fold } from './fold.ts'
import { noteOnValues } from './readable.ts'
import { rememberSpelling } from './rememberSpelling.ts'

export type KeyChange = { name?: string; type?: KeyType; position?: number }

/**
 * Renaming is free: rules hold ids, and the old name is remembered as another spelling. The type decides how values are entered
 * and checked, never what they mean in a rule.
 */
export function updateKey(id: number, change: KeyChange): Act<number> {
  return async ({ draft, roster, actor }) => {
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
    refuseTakenName(roster, before, after)
    if (after.type !== before.type) {
      const values = [...tagsOfKey(roster, id)].map(tag => tag.value)
      const note = noteOnValues(after, values)
      if (note) draft.notes.push(note)
    }
    if (JSON.stringify(after) !== JSON.stringify(before)) draft.keys.set(id, { before, after })
    if (after.name_fold !== before.name_fold)
      rememberSpelling(draft, { key_id: id, tag_id: null, spelling: before.name, kind: 'means' }, actor.name)
    const summary =
      after.name === before.name
        ? `Change the tag key “${after.name}”`
        : `Rename the tag key “${before.name}” to “${after.name}”`
    return { summary, result: id }
  }
}

function refuseTakenName(roster: Roster, before: KeyRow, { id, name_fold }: KeyRow): void {
  const other = roster.keyByFold.get(name_fold)
  if (other === undefined || other === id) return
  const name = roster.keys.get(other)?.name
  throw new Conflict(
    `There already is a tag key “${name}”. To make one of both, merge “${before.name}” into it.`,
    { key: { id: other, name } },
  )
}
