import type { Resolved } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import { allOf, anyOf, leaf, not, type Part } from './formula.ts'
import { difference, nobody, PeopleSet, union, unionOf } from './peopleSet.ts'
import { countedPeopleOf, peopleOf } from './solve.ts'

/** What a rule is evaluated against: the roster as it is, or as a draft would leave it. */
export type View = {
  everyone: PeopleSet
  holders(tagId: number): PeopleSet
  /** Who has any tag of a key. */
  holdersOfKey(keyId: number): PeopleSet
  members(segmentId: number): PeopleSet
  resolve(condition: BoundCondition): Resolved
}

/** The people a rule reaches. */
export function evaluate(rule: BoundRule, view: View): PeopleSet {
  const { node, complement } = partOf(rule, view)
  const people = peopleOf(node)
  return complement ? difference(view.everyone, people) : people
}

/** The same, for those who want to know how many they are: who they are is worked out when it is asked. */
export function reach(rule: BoundRule, view: View): PeopleSet {
  const { node, complement } = partOf(rule, view)
  const people = countedPeopleOf(node)
  if (!complement) return people
  const { everyone } = view
  return new PeopleSet(() => difference(everyone, people).made(), everyone.size - people.size)
}

function partOf(rule: BoundRule, view: View): Part {
  if ('keyId' in rule) return partOfCondition(rule, view)
  if ('all' in rule) return allOf(partsOf(rule.all, view))
  if ('any' in rule) return anyOf(partsOf(rule.any, view))
  if ('none' in rule) return not(anyOf(partsOf(rule.none, view)))
  return leaf(view.members(rule.segmentId))
}

function partsOf(rules: readonly BoundRule[], view: View): Part[] {
  return rules.map(each => partOf(each, view))
}

function partOfCondition(condition: BoundCondition, view: View): Part {
  if (condition.op === 'exists') return leaf(view.holdersOfKey(condition.keyId))
  if (condition.op === 'missing') return not(leaf(view.holdersOfKey(condition.keyId)))
  const { tagIds, negate, every } = view.resolve(condition)
  const holders = tagIds.map(id => leaf(view.holders(id)))
  if (every) return allOf(holders)
  return negate ? not(anyOf(holders)) : anyOf(holders)
}

/** The audience of an assignment: whoever is in an included segment and in none of the excluded. */
export function audienceOf(
  audience: { include: readonly number[]; exclude: readonly number[] },
  members: (segmentId: number) => PeopleSet,
): PeopleSet {
  const included = unionOf(audience.include.map(members))
  return audience.exclude.reduce((set, id) => difference(set, members(id)), union(included, nobody))
}
