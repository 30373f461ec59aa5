import type { PersonRow } from '../people/person.ts'
import { nobody } from '../roster/peopleSet.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import type { ExplainedNode } from './contract.ts'
import { getSegment } from './queries.ts'
import { print } from './rule/print.ts'
import { resolve } from './rule/resolve.ts'
import { type BoundCondition, type BoundRule, type Dictionary, groupOf } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'

const GROUP_LABELS = { all: 'All of these', any: 'Any of these', none: 'None of these' } as const

/** Segments within segments are opened this far; beyond, they only say whether the person is in. */
const MAX_SEGMENTS_DEEP = 20

type Explainer = {
  roster: Roster
  dictionary: Dictionary
  person: { id: number; tags: ReadonlySet<number> }
  /** Segments opened already: each is shown once, or two that name each other's parts would grow without end. */
  opened: Set<number>
}

/** The segment's rule with what each node says of one person, through the segments it refers to. Pure. */
export function explain(roster: Roster, segmentId: number, person: PersonRow): ExplainedNode {
  const explainer: Explainer = {
    roster,
    dictionary: dictionaryOfRoster(roster),
    person: { id: person.id, tags: new Set(person.tags) },
    opened: new Set([segmentId]),
  }
  const root = explainNode(getSegment(roster, segmentId).rule, explainer, 0)
  if (person.status === 'active') return root
  return {
    label: 'Only active people are in segments; this person is inactive',
    matches: false,
    because: [],
    children: [root],
  }
}

function explainNode(rule: BoundRule, explainer: Explainer, deep: number): ExplainedNode {
  const group = groupOf(rule)
  if (group) return explainGroup(group.kind, group.rules, explainer, deep)
  const label = print(unbind(rule, explainer.dictionary))
  if ('segmentId' in rule) return explainSegment(rule.segmentId, label, explainer, deep)
  return 'keyId' in rule ? explainCondition(rule, label, explainer) : leaf(label, false, [])
}

function explainGroup(
  kind: 'all' | 'any' | 'none',
  rules: readonly BoundRule[],
  explainer: Explainer,
  deep: number,
): ExplainedNode {
  const children = rules.map(each => explainNode(each, explainer, deep))
  const matches = {
    all: () => children.every(child => child.matches),
    any: () => children.some(child => child.matches),
    none: () => !children.some(child => child.matches),
  }[kind]()
  // What decided: the parts that made it so. Where every part had to agree, that is all of them.
  const saying = kind === 'none' ? !matches : matches
  const deciding = children.filter(child => child.matches === saying)
  return {
    label: GROUP_LABELS[kind],
    matches,
    because: once(deciding.flatMap(child => child.because)),
    children,
  }
}

function explainSegment(id: number, label: string, explainer: Explainer, deep: number): ExplainedNode {
  const { roster, person, opened } = explainer
  const matches = (roster.members.get(id) ?? nobody).has(person.id)
  const segment = roster.segments.get(id)
  if (!segment || opened.has(id) || deep >= MAX_SEGMENTS_DEEP) return leaf(label, matches, [])
  opened.add(id)
  const child = explainNode(segment.rule, explainer, deep + 1)
  return { label, matches, because: child.because, children: [child] }
}

function explainCondition(condition: BoundCondition, label: string, explainer: Explainer): ExplainedNode {
  const { roster, dictionary, person } = explainer
  const meant = resolve(condition, dictionary, roster)
  const held = meant.tagIds.filter(id => person.tags.has(id))
  const matches = meant.every ? held.length === meant.tagIds.length : held.length > 0 !== meant.negate
  // Where no meant tag is held, what they hold of the key instead is the reason.
  const own = [...person.tags].filter(id => dictionary.tagById(id)?.keyId === condition.keyId)
  return leaf(label, matches, named(held.length > 0 ? held : own, dictionary))
}

function named(ids: readonly number[], dictionary: Dictionary): ExplainedNode['because'] {
  return ids.flatMap(id => {
    const tag = dictionary.tagById(id)
    return tag ? [{ id, key: dictionary.keyById(tag.keyId)?.name ?? '', value: tag.value }] : []
  })
}

function leaf(label: string, matches: boolean, because: ExplainedNode['because']): ExplainedNode {
  return { label, matches, because, children: [] }
}

function once(tags: ExplainedNode['because']): ExplainedNode['because'] {
  return [...new Map(tags.map(tag => [tag.id, tag])).values()]
}
