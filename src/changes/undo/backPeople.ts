import { type PersonRow, samePerson } from '../../people/person.ts'
import { putPerson, tagRow } from '../draft.ts'
import type { Drawing } from './drawing.ts'
import type { ThreePeople } from './loadPast.ts'
import { settleNames } from './settleNames.ts'
import { stepBack } from './threeWay.ts'

const GROUPS = [['email'], ['firstName'], ['lastName'], ['externalId'], ['status']] as const
const FIELDS = {
  email: 'e-mail address',
  firstName: 'first name',
  lastName: 'last name',
  externalId: 'external id',
  status: 'status',
} as const

type Restored = { current: PersonRow; row: PersonRow }

/** People as they were, field by field and tag by tag; whom the change created is removed. */
export function backPeople(drawing: Drawing): void {
  const restored: Restored[] = []
  for (const three of drawing.past.people) {
    const row =
      three.before === null || three.before.status === 'removed'
        ? removed(drawing, three)
        : stepped(drawing, { ...three, before: three.before })
    if (row) restored.push({ current: three.current, row })
  }
  settle(drawing, restored, 'email')
  settle(drawing, restored, 'externalId')
  for (const { current, row } of restored) {
    if (!samePerson(current, row)) putPerson(drawing.draft, current, { ...row, updatedAt: drawing.draft.now })
  }
}

const nameOf = (person: PersonRow) => `${person.firstName} ${person.lastName}`.trim() || person.email

/** The address stays with the row: whoever is added again under it is the same person. */
function removed({ past, notes }: Drawing, { id, after, current }: ThreePeople): PersonRow | undefined {
  if (current.status === 'removed') return undefined
  if (!samePerson(after, current)) {
    notes.add(() => `${nameOf(current)} has been changed since, and stays.`)
    return undefined
  }
  if (past.begunPeople.has(id)) {
    notes.add(() => `${nameOf(current)} has begun an assignment, and stays.`)
    return undefined
  }
  return { ...current, status: 'removed', externalId: null, tags: [] }
}

function stepped(
  drawing: Drawing,
  three: { before: PersonRow; after: PersonRow; current: PersonRow },
): PersonRow | undefined {
  const { after, current } = three
  const { notes } = drawing
  if (current.status === 'removed' || after.status === 'removed') {
    const isBack = current.status !== 'removed'
    if (isBack || after.status !== 'removed') {
      notes.add(() => `${nameOf(current)} has ${isBack ? 'come back' : 'been removed'} since, and stays so.`)
      return undefined
    }
  }
  const { row, kept } = stepBack(three, GROUPS)
  for (const field of kept)
    notes.add(() => `The ${FIELDS[field]} of ${nameOf(current)} has been changed again since, and stays so.`)
  return { ...row, tags: backTags(drawing, three) }
}

/**
 * What the change added goes, what it took comes back. Where it put other values of a key in the place of those it took,
 * and these have gone since, somebody has decided anew: then the old ones stay away.
 */
function backTags(
  { draft, past, notes }: Drawing,
  { before, after, current }: { before: PersonRow; after: PersonRow; current: PersonRow },
): readonly number[] {
  const had = new Set(before.tags)
  const left = new Set(after.tags)
  const added = after.tags.filter(tag => !had.has(tag))
  const taken = before.tags.filter(tag => !left.has(tag))
  if (added.length === 0 && taken.length === 0) return current.tags
  const has = new Set(current.tags)
  const replacedAgain = new Set(added.filter(tag => !has.has(tag)).map(tag => past.keyOfTag.get(tag)))
  const tags = new Set(current.tags)
  // What took the place of a tag that cannot come back stays: it is all that is left of it.
  const heirs = new Set(taken.filter(tag => !tagRow(draft, tag)).flatMap(tag => past.merged.get(tag) ?? []))
  for (const tag of added) if (!heirs.has(tag)) tags.delete(tag)
  for (const tag of taken) {
    if (has.has(tag)) continue
    const row = tagRow(draft, tag)
    const heir = past.merged.get(tag)
    if (!row)
      notes.add(() => {
        const kept = heir === undefined || !tags.has(heir) ? undefined : tagRow(draft, heir)?.value
        return kept === undefined
          ? `${nameOf(current)} does not get back a tag that is gone.`
          : `${nameOf(current)} keeps “${kept}”: the tag that was merged into it does not come back.`
      })
    else if (replacedAgain.has(past.keyOfTag.get(tag)))
      notes.add(
        () =>
          `${nameOf(current)} does not get “${row.value}” back: what took its place has been changed again since.`,
      )
    else tags.add(tag)
  }
  return [...tags].sort((a, b) => a - b)
}

/** An address or external id that is another's by now stays with them; a removed person hands it over. */
function settle({ draft, past, notes }: Drawing, restored: Restored[], field: 'email' | 'externalId'): void {
  const holders = field === 'email' ? past.byEmail : past.byExternalId
  const rows = new Map(restored.map(each => [each.row.id, each]))
  const isLeaving = (person: PersonRow) =>
    person.status === 'removed' || rows.get(person.id)?.row.status === 'removed'
  const wishes = restored.flatMap(({ current, row }) => {
    const wanted = row[field]
    if (wanted === null || wanted === current[field]) return []
    return [{ id: row.id, wanted, present: current[field], holder: holders.get(wanted) }]
  })
  const without = settleNames(
    wishes.map(wish => ({
      ...wish,
      holder: wish.holder && !isLeaving(wish.holder) ? wish.holder.id : undefined,
    })),
    // Whoever has none again gives theirs up.
    id => rows.get(id)?.row[field] === null,
  )
  for (const { id, wanted, holder } of wishes) {
    const each = rows.get(id)
    if (!each) continue
    if (without.has(id)) {
      const { current } = each
      if (field === 'email') each.row.email = current.email
      else each.row.externalId = current.externalId
      notes.add(() => `${nameOf(current)} does not get “${wanted}” back: it is another person’s by now.`)
    } else if (holder && isLeaving(holder) && holder.id !== id) handOver(holder)
  }

  function handOver(holder: PersonRow): void {
    const own = rows.get(holder.id)
    const given = field === 'email' ? { email: `removed-${holder.id}@invalid` } : { externalId: null }
    if (own) Object.assign(own.row, given)
    else putPerson(draft, holder, { ...holder, ...given, updatedAt: draft.now })
  }
}
