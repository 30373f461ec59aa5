import type { Resolved } from '../segments/rule/resolve.ts'
import type { BoundCondition, BoundRule } from '../segments/rule/rule.ts'
import { difference, intersection, nobody, type PeopleSet, union, unionOf } from './peopleSet.ts'

/** What a rule is evaluated against: the roster as it is, or as a draft would leave it, or only some of its people. */
export type View = {
  everyone: PeopleSet
  holders(tagId: number): PeopleSet
  members(segmentId: number): PeopleSet
  resolve(condition: BoundCondition): Resolved
}

/** The people a rule reaches. */
export function evaluate(rule: BoundRule, view: View): PeopleSet {
  const { set, complement } = walk(rule, view)
  return complement ? difference(view.everyone, set) : set
}

/**
 * A set, or everyone but it. Complements are carried, not computed: `A and not B` becomes one difference, and only a
 * purely negative rule ever touches the set of everyone.
 */
type Part = { set: PeopleSet; complement: boolean }

const plain = (set: PeopleSet): Part => ({ set, complement: false })
const not = (part: Part): Part => ({ set: part.set, complement: !part.complement })

function walk(rule: BoundRule, view: View): Part {
  if ('all' in rule) return all(rule.all.map(each => walk(each, view)))
  if ('any' in rule) return not(all(rule.any.map(each => not(walk(each, view)))))
  if ('none' in rule) return all(rule.none.map(each => not(walk(each, view))))
  if ('segmentId' in rule) return plain(view.members(rule.segmentId))
  const { tagIds, negate, every } = view.resolve(rule)
  const sets = tagIds.map(view.holders)
  if (every) return all(sets.map(plain))
  return { set: unionOf(sets), complement: negate }
}

/** Smallest first, so that the running set only ever shrinks from the smallest there is; what is excepted goes last. */
function all(parts: Part[]): Part {
  const wanted = parts.filter(part => !part.complement).map(part => part.set)
  const excepted = parts.filter(part => part.complement).map(part => part.set)
  if (wanted.length === 0) return { set: unionOf(excepted), complement: true }
  wanted.sort((a, b) => a.size - b.size)
  let set = wanted[0] ?? nobody
  for (let index = 1; index < wanted.length && !set.isEmpty; index++)
    set = intersection(set, wanted[index] ?? nobody)
  for (const other of excepted) {
    if (set.isEmpty) break
    set = difference(set, other)
  }
  return plain(set)
}

/** The audience of an assignment: whoever is in an included segment and in none of the excluded. */
export function audienceOf(
  audience: { include: readonly number[]; exclude: readonly number[] },
  members: (segmentId: number) => PeopleSet,
): PeopleSet {
  const included = unionOf(audience.include.map(members))
  return audience.exclude.reduce((set, id) => difference(set, members(id)), union(included, nobody))
}
