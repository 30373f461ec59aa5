import type { TagOrigin } from '../changes/contract.ts'
import type { PersonRow } from '../people/person.ts'
import { dictionaryOfRoster, type Roster } from '../roster/roster.ts'
import type { ExplainedNode, ExplainedTag } from './explainContract.ts'
import { membershipIn } from './personIn.ts'
import { getSegment } from './queries.ts'
import { print } from './rule/print.ts'
import { resolve } from './rule/resolve.ts'
import { type BoundCondition, type BoundRule, type Dictionary, groupOf } from './rule/rule.ts'
import { unbind } from './rule/unbind.ts'

const GROUP_LABELS = { all: 'All of these', any: 'Any of these', none: 'None of these' } as const

/**
 * Lines below lines, through groups and segments: far beyond what anybody reads, far below what a stack bears, here and in
 * whoever reads the answer. Segments further down only say whether the person fits.
 */
const MAX_DEEP = 1_000

type Explainer = {
  roster: Roster
  dictionary: Dictionary
  tags: ReadonlySet<number>
  /** Whether the person's tags fit each segment that the rule leads to. */
  fits: ReadonlyMap<number, boolean>
  /**
   * What decided, of segments opened already: each is opened once, or two that name each other's parts would grow without
   * end.
   */
  opened: Map<number, ExplainedTag[]>
}

/**
 * The segment's rule with what each node says of one person, through the segments it refers to. Of the roster only names
 * and rules are read, so that it may be one of the past. Pure.
 */
export function explain(roster: Roster, segmentId: number, person: PersonRow): ExplainedNode {
  const { rule } = getSegment(roster, segmentId)
  const tags = new Set(person.tags)
  const explainer: Explainer = {
    roster,
    dictionary: dictionaryOfRoster(roster),
    tags,
    fits: membershipIn(roster, segmentId)(tags),
    opened: new Map([[segmentId, []]]),
  }
  const root = explainNode(rule, explainer, 0)
  if (person.status === 'active') return root
  return {
    label: 'Only active people are in segments; this person is inactive',
    kind: 'inactive',
    matches: false,
    because: [],
    children: [root],
  }
}

/** The tags that a tree names. */
export function tagsIn(node: ExplainedNode, found = new Set<number>()): Set<number> {
  for (const { id } of node.because) found.add(id)
  for (const child of node.children) tagsIn(child, found)
  return found
}

export function withOrigins(node: ExplainedNode, origins: ReadonlyMap<number, TagOrigin>): ExplainedNode {
  return {
    ...node,
    because: node.because.map(tag => ({ ...tag, origin: origins.get(tag.id) ?? null })),
    children: node.children.map(child => withOrigins(child, origins)),
  }
}

function explainNode(rule: BoundRule, explainer: Explainer, deep: number): ExplainedNode {
  const group = groupOf(rule)
  if (group) return explainGroup(group.kind, group.rules, explainer, deep)
  const label = print(unbind(rule, explainer.dictionary))
  if ('segmentId' in rule) return explainSegment(rule.segmentId, label, explainer, deep)
  return 'keyId' in rule
    ? explainCondition(rule, label, explainer)
    : { label, kind: 'condition', matches: false, because: [], children: [] }
}

function explainGroup(
  kind: 'all' | 'any' | 'none',
  rules: readonly BoundRule[],
  explainer: Explainer,
  deep: number,
): ExplainedNode {
  const children = rules.map(each => explainNode(each, explainer, deep + 1))
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
    kind,
    matches,
    because: once(deciding.flatMap(child => child.because)),
    children,
  }
}

function explainSegment(id: number, label: string, explainer: Explainer, deep: number): ExplainedNode {
  const { roster, fits, opened } = explainer
  const matches = fits.get(id) ?? false
  const segment = roster.segments.get(id)
  if (!segment || opened.has(id) || deep >= MAX_DEEP)
    return { label, kind: 'segment', matches, because: opened.get(id) ?? [], children: [] }
  opened.set(id, [])
  const child = explainNode(segment.rule, explainer, deep + 1)
  opened.set(id, child.because)
  return { label, kind: 'segment', matches, because: child.because, children: [child] }
}

function explainCondition(condition: BoundCondition, label: string, explainer: Explainer): ExplainedNode {
  const { roster, dictionary, tags } = explainer
  const { tagIds, negate, every } = resolve(condition, dictionary, roster)
  const meant = new Set(tagIds)
  // In the order of the person's own tags, which is the same whenever it is asked for.
  const held = [...tags].filter(id => meant.has(id))
  const matches = every ? held.length === meant.size : held.length > 0 !== negate
  // Where no meant tag is held, what they hold of the key instead is the reason.
  const own = [...tags].filter(id => dictionary.tagById(id)?.keyId === condition.keyId)
  const because = named(held.length > 0 ? held : own, dictionary)
  return { label, kind: 'condition', matches, because, children: [] }
}

function named(ids: readonly number[], dictionary: Dictionary): ExplainedTag[] {
  return ids.flatMap(id => {
    const tag = dictionary.tagById(id)
    return tag ? [{ id, key: dictionary.keyById(tag.keyId)?.name ?? '', value: tag.value, origin: null }] : []
  })
}

function once(tags: ExplainedTag[]): ExplainedTag[] {
  return [...new Map(tags.map(tag => [tag.id, tag])).values()]
}
