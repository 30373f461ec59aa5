import type { LawAct } from '../lawActs.ts'
import { emailOf, fileRows } from './importRows.ts'
import type { Memory } from './memory.ts'

/** A person as an act leaves them, tags as `Key: Value`; who they are is their address. */
export type Foretold = {
  email: string
  firstName: string
  lastName: string
  externalId: string | null
  status: 'active' | 'inactive'
  tags: string[]
}

export type Before = {
  memory: Memory
  /** What there was before the last change. */
  earlier: Memory | undefined
  /** Ids in the order that acts pick from by number. */
  tagIds: number[]
  segmentIds: number[]
  keyNames: string[]
  nextPerson: number
  /** How many addresses had been given out. */
  emails: number
}

type Tag = [key: string, value: string]
type Modelled = Omit<Foretold, 'tags'> & { id: number; tags: Tag[] }

const MANY = 60

/**
 * The people and their tags after an act that went through, told from what there was before by a plain model on names; undefined
 * for an act that reaches further back than the model.
 */
export function foretell(act: LawAct, before: Before): Foretold[] | undefined {
  const people = before.memory.people.map(modelled)
  switch (act.do) {
    case 'add':
      people.push(...newPeople(before, act.people))
      break
    case 'addMany':
      people.push(
        ...newPeople(
          before,
          Array.from({ length: MANY }, (_, n) => act.tags[n % act.tags.length] ?? []),
        ),
      )
      break
    case 'retag':
    case 'retagMany':
      for (const person of picked(before, people, act.do === 'retag' ? act.people : range(MANY)))
        person.tags = withTags(without(person.tags, act.take), act.give, before)
      break
    case 'tagMembers':
      for (const person of members(before, people, act.segment)) {
        const replaced = tagsIn(act.replace).map(tag => meant(before, tag))
        const removed = tagsIn(act.remove).map(tag => meant(before, tag))
        const kept = without(person.tags, removed).filter(
          ([key]) => !replaced.some(([other]) => same(key, other)),
        )
        const given = [...without(replaced, removed), ...tagsIn(act.add)]
        person.tags = withTags(kept, given, before)
      }
      break
    case 'deactivateMembers':
      for (const person of members(before, people, act.segment)) person.status = 'inactive'
      break
    case 'status':
      for (const person of picked(before, people, [act.person])) person.status = act.status
      break
    case 'swapEmails':
      swap(picked(before, people, [act.a, act.b]))
      break
    case 'renameTag':
      replaceTag(before, people, act.tag, ([key]) => [key, act.value])
      break
    case 'mergeTags':
      replaceTag(before, people, act.tag, () => tagAt(before, act.into))
      break
    case 'deleteTag':
      replaceTag(before, people, act.tag, () => undefined)
      break
    case 'renameKey': {
      const old = before.keyNames[act.key % before.keyNames.length]
      for (const { tags } of people) for (const tag of tags) if (tag[0] === old) tag[0] = act.name
      break
    }
    case 'mergeKeys': {
      const from = before.keyNames[act.key % before.keyNames.length] ?? ''
      const into = before.keyNames[act.into % before.keyNames.length] ?? ''
      for (const person of people) {
        const moved = person.tags.filter(([key]) => same(key, from)).map(([, value]): Tag => [into, value])
        const kept = person.tags.filter(([key]) => !same(key, from))
        person.tags = withTags(kept, moved, before)
      }
      break
    }
    case 'deleteKey': {
      const gone = before.keyNames[act.key % before.keyNames.length] ?? ''
      for (const person of people) person.tags = person.tags.filter(([key]) => !same(key, gone))
      break
    }
    case 'import':
      takeFile(before, people, act)
      break
    case 'undo':
      return act.back === 0 && before.earlier ? shown(before.earlier.people.map(modelled)) : undefined
    case 'alias':
    case 'forgetAlias':
    case 'createSegment':
    case 'updateSegment':
    case 'deleteSegment':
    case 'publish':
    case 'close':
    case 'days':
  }
  return shown(people)
}

/** Spellings of a memory as they are foretold. */
export const spellingsIn = ({ aliases }: Memory): string[] =>
  aliases.map(({ kind, spelling, key, tag }) => spelt(kind, spelling, key.name, tag?.value)).sort()

const spelt = (kind: string, spelling: string, key: string, value: string | undefined) =>
  `“${spelling}” ${kind} ${key}${value === undefined ? '' : `: ${value}`}`

/** The other spellings after an act that went through; undefined where the model does not know. */
export function foretellSpellings(act: LawAct, before: Before): string[] | undefined {
  switch (act.do) {
    case 'renameTag': {
      const [key, old] = tagAt(before, act.tag) ?? ['', '']
      return renamed(before, { key, old, name: act.value })
    }
    case 'renameKey': {
      const old = before.keyNames[act.key % before.keyNames.length] ?? ''
      return renamed(before, { key: null, old, name: act.name })
    }
    case 'deleteTag':
    case 'mergeTags':
    case 'mergeKeys':
    case 'deleteKey':
    case 'alias':
    case 'forgetAlias':
    case 'undo':
      return undefined
    case 'add':
    case 'addMany':
    case 'retag':
    case 'retagMany':
    case 'tagMembers':
    case 'deactivateMembers':
    case 'status':
    case 'swapEmails':
    case 'import':
    case 'createSegment':
    case 'updateSegment':
    case 'deleteSegment':
    case 'publish':
    case 'close':
    case 'days':
      return spellingsIn(before.memory)
  }
}

/** `key` is the key of a renamed value; null: it is a key itself that is renamed. */
function renamed(
  { memory }: Before,
  { key, old, name }: { key: string | null; old: string; name: string },
): string[] {
  const isNewWord = !same(old, name)
  const left = memory.aliases.flatMap(({ kind, spelling, ...of }) => {
    const value = of.tag?.value
    const isBeside = key === null ? value === undefined : value !== undefined && of.key.name === key
    const isOwn = isBeside && (value ?? of.key.name) === old
    // The new name is its own answer, and the old one has one from now on.
    const isTaken = isBeside && same(spelling, name) && (kind === 'means' || isOwn)
    if (isTaken || (isBeside && isNewWord && same(spelling, old))) return []
    const keyName = key === null && of.key.name === old ? name : of.key.name
    return spelt(kind, spelling, keyName, isOwn && key !== null ? name : value)
  })
  const kept = key === null ? spelt('means', old, name, undefined) : spelt('means', old, key, name)
  return (isNewWord ? [...left, kept] : left).sort()
}

/** People of a memory as they are foretold. */
export const asForetold = ({ people }: Memory): Foretold[] => shown(people.map(modelled))

function modelled({
  id,
  email,
  firstName,
  lastName,
  externalId,
  status,
  tags,
}: Memory['people'][number]): Modelled {
  return { id, email, firstName, lastName, externalId, status, tags: tags.map(tag => [tag.key, tag.value]) }
}

function shown(people: readonly Modelled[]): Foretold[] {
  return people
    .map(({ id: _, tags, ...person }) => ({
      ...person,
      tags: [...new Set(tags.map(([key, value]) => `${key}: ${value}`))].sort(),
    }))
    .sort((a, b) => (a.email < b.email ? -1 : 1))
}

function newPeople(before: Before, tags: readonly Tag[][]): Modelled[] {
  return tags.map((own, index) => {
    const number = before.emails + 1 + index
    return {
      id: 0,
      email: emailOf(number),
      firstName: 'P',
      lastName: String(number),
      externalId: number % 3 === 0 ? `x${number}` : null,
      status: 'active',
      tags: withTags([], own, before),
    }
  })
}

const range = (count: number) => Array.from({ length: count }, (_, index) => index)

function picked({ nextPerson }: Before, people: Modelled[], numbers: readonly number[]): Modelled[] {
  const ids = new Set(numbers.map(number => 1 + (number % Math.max(1, nextPerson - 1))))
  return people.filter(person => ids.has(person.id))
}

function members({ memory, segmentIds }: Before, people: Modelled[], at: number): Modelled[] {
  const own = memory.members.get(segmentIds[at % Math.max(1, segmentIds.length)] ?? 0) ?? []
  return people.filter(person => own.includes(person.id))
}

const tagsIn = (byKey: Record<string, readonly string[]>): Tag[] =>
  Object.entries(byKey).flatMap(([key, values]) => values.map((value): Tag => [key, value]))

function swap([one, other]: Modelled[]): void {
  if (!one || !other) return
  const { email, externalId } = one
  Object.assign(one, { email: other.email, externalId: other.externalId })
  Object.assign(other, { email, externalId })
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const isSame = (a: Tag, b: Tag) => same(a[0], b[0]) && same(a[1], b[1])

const without = (tags: Tag[], taken: readonly Tag[]) =>
  tags.filter(tag => !taken.some(each => isSame(each, tag)))

/** What another spelling is known to mean; a name of its own means itself. */
function meant({ memory, keyNames }: Before, [key, value]: Tag): Tag {
  const aliases = memory.aliases.filter(({ kind }) => kind === 'means')
  const own = keyNames.find(name => same(name, key))
  const alias = aliases.find(({ tag, spelling }) => tag === null && same(spelling, key))
  const name = own ?? alias?.key.name ?? key
  if (memory.tags.some(tag => isSame([tag.key, tag.value], [name, value]))) return [name, value]
  const other = aliases.find(each => each.tag && same(each.key.name, name) && same(each.spelling, value))
  return [name, other?.tag?.value ?? value]
}

/** A tag that is there keeps the spelling it has. */
function withTags(tags: Tag[], given: readonly Tag[], before: Before): Tag[] {
  const { memory, keyNames } = before
  const spelt = given.map((tag): Tag => {
    const [key, value] = meant(before, tag)
    const known = memory.tags.find(tag => isSame([tag.key, tag.value], [key, value]))
    return [keyNames.find(name => same(name, key)) ?? key, known?.value ?? value]
  })
  return [...without(tags, spelt), ...spelt]
}

function tagAt({ memory, tagIds }: Before, at: number): Tag | undefined {
  const found = memory.tags.find(tag => tag.id === tagIds[at % Math.max(1, tagIds.length)])
  return found && [found.key, found.value]
}

function replaceTag(before: Before, people: Modelled[], at: number, by: (old: Tag) => Tag | undefined): void {
  const old = tagAt(before, at)
  if (!old) return
  const other = by(old)
  for (const person of people) {
    if (!person.tags.some(tag => isSame(tag, old))) continue
    const kept = without(person.tags, other ? [old, other] : [old])
    person.tags = other ? [...kept, other] : kept
  }
}

/** The first row about somebody counts; a new person needs names; a filled cell replaces the tags of its key. */
function takeFile(before: Before, people: Modelled[], { rows }: Extract<LawAct, { do: 'import' }>): void {
  const seen = new Set<string>()
  for (const { email, firstName, lastName, tags } of fileRows(rows, { emails: before.emails })) {
    if (!/^\S+@\S+$/.test(email) || seen.has(email)) continue
    seen.add(email)
    const known = people.find(person => person.email === email)
    if (!known && (firstName === '' || lastName === '')) continue
    const person: Modelled = known ?? {
      id: 0,
      email,
      firstName,
      lastName,
      externalId: null,
      status: 'active',
      tags: [],
    }
    if (!known) people.push(person)
    person.firstName = firstName || person.firstName
    person.lastName = lastName || person.lastName
    const keys = tags.map(tag => meant(before, tag)[0])
    const others = person.tags.filter(([own]) => !keys.some(key => same(key, own)))
    person.tags = withTags(others, tags, before)
  }
}
