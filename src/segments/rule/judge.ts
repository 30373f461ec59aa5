import { FALSE, type Fn, TRUE, UNSURE } from './diagram.ts'
import { type DrawContext, drawRules } from './drawRules.ts'
import { findIdle, type IdlePart } from './findIdle.ts'
import type { BoundRule } from './rule.ts'

/** What can be said of a rule without looking at people. */
export type Judgement = {
  /** Whether nobody, or everybody, fits, whatever tags there will be; `unsure` when it takes too much to know. */
  verdict: 'never' | 'always' | 'open' | 'unsure'
  /** What cannot matter; of a rule that is never or always true, what that does not depend on. */
  idle: readonly IdlePart[]
}

const NOTHING: Judgement = { verdict: 'unsure', idle: [] }

/**
 * Finds contradictions, rules that hold for everyone and parts that cannot matter, through the segments referred to.
 * What it says is certain: it holds for every person, with any number of any values. It does not say all there is to
 * say: of very large rules nothing, and numbers and dates are held to be of any spelling.
 */
export function judge(rule: BoundRule, context: DrawContext): Judgement {
  const drawn = drawRules([rule], context)
  const root = drawn?.roots[0]
  if (!drawn || !root) return NOTHING
  const isConstant = root.fn === FALSE || root.fn === TRUE
  // Of a rule that is never true the smallest part that is so is wanted, not each that could be missed.
  const care = { alone: isConstant ? FALSE : TRUE, together: TRUE }
  return {
    verdict: verdictOf(root.fn),
    idle: findIdle(root, care, drawn.diagram),
  }
}

function verdictOf(fn: Fn): Judgement['verdict'] {
  if (fn === UNSURE) return 'unsure'
  return fn === FALSE ? 'never' : fn === TRUE ? 'always' : 'open'
}

/** Whether two rules reach the same people, whatever tags there will be; false when it takes too much to know. */
export function meansSame(a: BoundRule, b: BoundRule, context: DrawContext): boolean {
  const [one, other] = drawRules([a, b], context)?.roots ?? []
  return one !== undefined && one.fn !== UNSURE && one.fn === other?.fn
}
