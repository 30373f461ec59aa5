import { type Roster, type RosterTag, tagsOfKey } from '../roster/roster.ts'
import { commonerLookAlike } from '../tags/commonerLookAlike.ts'
import type { RuleNote } from './noteContract.ts'
import { readDate } from './rule/calendar.ts'
import { print } from './rule/print.ts'
import { readNumber } from './rule/readNumber.ts'
import type { Resolved } from './rule/resolve.ts'
import {
  type BoundCondition,
  type BoundRule,
  type Condition,
  groupOf,
  OPERATORS,
  type Rule,
} from './rule/rule.ts'
import { valuePath } from './rule/valuePath.ts'

const MOST_NOTES = 5
/** Comparisons of named values with the others of their keys, in one rule. */
const MOST_COMPARED = 10_000
const MOST_LISTED = 3

type Placed = { written: Condition; condition: BoundCondition; path: string }
type Looking = { roster: Roster; resolve: (condition: BoundCondition) => Resolved; compared: number }

/**
 * Values that are probably another one misspelt, and conditions whose values nobody has. `bound` is the rule as it is
 * read, `rule` as it was written.
 */
export function valueNotes(
  { rule, bound }: { rule: Rule; bound: BoundRule },
  roster: Roster,
  resolve: (condition: BoundCondition) => Resolved,
): RuleNote[] {
  const looking: Looking = { roster, resolve, compared: 0 }
  const alike: RuleNote[] = []
  const unheld: RuleNote[] = []
  for (const placed of conditionsOf(rule, bound, '')) {
    const tags = (placed.condition.tagIds ?? []).flatMap(id => roster.tags.get(id) ?? [])
    const misspelt = tags.filter(tag => {
      const note = alike.length < MOST_NOTES ? alikeNote(tag, placed, looking) : undefined
      if (note) alike.push(note)
      return note !== undefined
    })
    if (unheld.length < MOST_NOTES)
      unheld.push(
        ...(placed.condition.tagIds
          ? unheldTags(
              tags.filter(tag => !misspelt.includes(tag)),
              placed,
              looking,
            )
          : unheldValues(placed, looking)),
      )
  }
  return [...alike, ...unheld]
}

function conditionsOf(rule: Rule, bound: BoundRule, path: string): Placed[] {
  const group = groupOf(bound)
  if (!group) return 'keyId' in bound && 'key' in rule ? [{ written: rule, condition: bound, path }] : []
  const inside = path === '' ? group.kind : `${path}.${group.kind}`
  const written = groupOf(rule)?.rules ?? []
  return group.rules.flatMap((part, at) => conditionsOf(written[at] ?? rule, part, `${inside}[${at}]`))
}

function alikeNote(
  tag: RosterTag,
  { written, condition, path }: Placed,
  looking: Looking,
): RuleNote | undefined {
  const { roster } = looking
  looking.compared += roster.tagByFold.get(tag.keyId)?.size ?? 0
  const place = valuePath(written, path, tag.value)
  if (looking.compared > MOST_COMPARED || place === undefined) return undefined
  const like = commonerLookAlike(roster, tag)
  // Who names both knows of both.
  if (!like || condition.tagIds?.includes(like.id)) return undefined
  const own = sizeOf(roster, tag.id)
  return {
    kind: 'lookAlike',
    path: place,
    message: `“${tag.value}”, which ${have(own)}, looks like “${like.value}”, which ${have(like.people)}.`,
    suggestion: like.value,
  }
}

function unheldTags(tags: readonly RosterTag[], { written, path }: Placed, { roster }: Looking): RuleNote[] {
  const unheld = tags.filter(tag => sizeOf(roster, tag.id) === 0)
  const [first] = unheld
  if (!first) return []
  const values = unheld.slice(0, MOST_LISTED).map(tag => `“${tag.value}”`)
  const others = unheld.length - values.length
  const list = others > 0 ? `${values.join(', ')} and ${others.toLocaleString('en')} more` : values.join(', ')
  const place = unheld.length === 1 ? valuePath(written, path, first.value) : undefined
  const message =
    unheld.length === 1
      ? `Nobody has the ${written.key} ${list} at the moment.`
      : `Nobody has these values of ${written.key} at the moment: ${list}.`
  return [{ kind: 'nobodyHolds', path: place ?? path, message }]
}

function unheldValues({ written, condition, path }: Placed, { roster, resolve }: Looking): RuleNote[] {
  if (resolve(condition).tagIds.some(id => sizeOf(roster, id) > 0)) return []
  const message = whyNobody(written, condition, roster)
  return message === undefined ? [] : [{ kind: 'nobodyHolds', path, message }]
}

function whyNobody(written: Condition, { keyId, op }: BoundCondition, roster: Roster): string | undefined {
  const held = [...tagsOfKey(roster, keyId)].filter(tag => sizeOf(roster, tag.id) > 0)
  if (held.length === 0) return `Nobody has any ${written.key} at the moment.`
  const { takes } = OPERATORS[op]
  const { reads, as } = READ_AS[takes]
  if (!held.some(tag => reads(tag.value)))
    return `“${print(written)}” fits nobody: no value of ${written.key} that anybody has is ${as}.`
  // Nobody hired within the last week is how things are, and next week they are different.
  return takes === 'span'
    ? undefined
    : `No value of ${written.key} that anybody has fits “${print(written)}” at the moment.`
}

type Reading = { reads: (value: string) => boolean; as: string }
const text: Reading = { reads: () => true, as: 'a text' }
const date: Reading = { reads: value => readDate(value) !== undefined, as: 'a date like 2024-01-31' }
const number: Reading = { reads: value => readNumber(value) !== undefined, as: 'a plain number like 7' }

const READ_AS = {
  tags: text,
  nothing: text,
  text,
  number,
  date,
  span: date,
  range: {
    reads: value => number.reads(value) || date.reads(value),
    as: 'a plain number or a date like 2024-01-31',
  },
} satisfies Record<(typeof OPERATORS)[keyof typeof OPERATORS]['takes'], Reading>

function sizeOf(roster: Roster, tagId: number): number {
  return roster.holders.sizeOf(tagId)
}

function have(people: number): string {
  if (people === 0) return 'nobody has'
  return people === 1 ? '1 person has' : `${people.toLocaleString('en')} people have`
}
