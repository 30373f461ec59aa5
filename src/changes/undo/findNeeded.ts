import { nobody } from '../../roster/peopleSet.ts'
import { type References, references } from '../../segments/rule/references.ts'
import type { BoundRule } from '../../segments/rule/rule.ts'
import type { Draft } from '../draft.ts'
import { assignmentsAfter } from '../moveAssignments.ts'
import type { Drawing } from './drawing.ts'

/** What must stay although the change created it, as `kind:id`, and why. */
export type Needed = Map<string, string>

/** Of what the draft takes away: what a rule, a person, an assignment or a tag would still need afterwards. */
export function findNeeded({ draft, past }: Drawing): Needed {
  const needed: Needed = new Map()
  const going = (writes: ReadonlyMap<number, { after: unknown }>) =>
    [...writes].filter(([, { after }]) => after === null).map(([id]) => id)
  const [segments, tags, keys] = [going(draft.segments), going(draft.tags), going(draft.keys)]
  if (segments.length + tags.length + keys.length === 0) return needed
  const used = usedByRules(draft)
  for (const { status, include, exclude } of assignmentsAfter(draft).values())
    if (status !== 'closed') for (const id of [...include, ...exclude]) used.segments.add(id)
  for (const id of segments)
    if (used.segments.has(id)) needed.set(`segment:${id}`, 'a segment or an assignment uses it')
  const carried = new Set<number>()
  for (const { after } of draft.people.values())
    if (after.status !== 'removed') for (const tag of after.tags) carried.add(tag)
  for (const id of tags) {
    if (used.tags.has(id)) needed.set(`tag:${id}`, 'a rule names it')
    else if (carried.has(id) || hasOtherHolder(id)) needed.set(`tag:${id}`, 'people carry it')
  }
  for (const id of keys) {
    if (used.keys.has(id)) needed.set(`key:${id}`, 'a rule reads it')
    else if (hasTag(draft, id, needed)) needed.set(`key:${id}`, 'it has tags')
  }
  return needed

  function hasOtherHolder(tag: number): boolean {
    for (const person of draft.roster.holders.get(tag) ?? nobody) if (!draft.people.has(person)) return true
    return (past.inactiveHolders.get(tag) ?? []).some(person => !draft.people.has(person))
  }
}

function usedByRules(draft: Draft): Pick<References, 'keys' | 'tags' | 'segments'> {
  const used = { keys: new Set<number>(), tags: new Set<number>(), segments: new Set<number>() }
  const note = ({ keys, tags, segments }: References) => {
    for (const id of keys) used.keys.add(id)
    for (const id of tags) used.tags.add(id)
    for (const id of segments) used.segments.add(id)
  }
  for (const [id, { refs }] of draft.roster.segments) if (!draft.segments.has(id)) note(refs)
  for (const { after } of draft.segments.values())
    if (after) note(references(JSON.parse(after.rule) as BoundRule))
  return used
}

function hasTag(draft: Draft, key: number, needed: Needed): boolean {
  for (const [id, { before, after }] of draft.tags) {
    if (after?.key_id === key) return true
    if (!after && before?.key_id === key && needed.has(`tag:${id}`)) return true
  }
  for (const id of draft.roster.tagByFold.get(key)?.values() ?? []) if (!draft.tags.has(id)) return true
  return false
}
