import { type Asked, atomsOf } from './atoms.ts'
import { createDiagram, type Diagram, type Fn, TRUE, UNSURE } from './diagram.ts'
import { references } from './references.ts'
import { type BoundCondition, type BoundRule, type Dictionary, groupOf } from './rule.ts'

/** A part of a rule and what it means. A condition with several tags is a group of them; other leaves have no parts. */
export type Part = {
  /** Like `all[1].none[0]`; a part that is some of a condition's tags has the condition's. */
  path: string
  /** The tags that this part is of its condition. */
  tagIds?: readonly number[]
  fn: Fn
  kind: 'all' | 'any' | 'none'
  parts: readonly Part[]
}

export type Drawn = { diagram: Diagram; roots: readonly Part[] }

export type DrawContext = {
  dictionary: Dictionary
  /** The workspace's day, `YYYY-MM-DD`. */
  today: string
  /** The stored rule of a segment. Without one, anybody might be in it. */
  rulesOf: (segmentId: number) => BoundRule | undefined
}

/** How far the segments that rules refer to are opened; to those beyond, anybody might belong. */
const MAX_OPENED = { segments: 50, nodes: 2_000 }

type Pen = {
  diagram: Diagram
  asked: ReadonlyMap<BoundCondition, Asked>
  opened: ReadonlyMap<number, BoundRule>
  fns: Map<number, Fn>
  /** The next variable, for a segment that is not opened. */
  free: number
}

/** The rules as functions of what a person holds, comparable with one another; undefined when there is too much of them. */
export function drawRules(rules: readonly BoundRule[], context: DrawContext): Drawn | undefined {
  const opened = openSegments(rules, context.rulesOf)
  const conditions = [...rules, ...opened.values()].flatMap(conditionsOf)
  const asked = atomsOf(conditions, context.dictionary, context.today)
  if (!asked) return undefined
  const free = [...asked.values()].reduce((most, { atoms }) => Math.max(most, (atoms.at(-1) ?? -1) + 1), 0)
  const pen: Pen = { diagram: createDiagram(), asked, opened, fns: new Map(), free }
  return { diagram: pen.diagram, roots: rules.map(rule => draw(rule, '', pen)) }
}

/** The conditions of rules and of the segments they refer to, as far as those are opened. */
export function conditionsBehind(
  rules: readonly BoundRule[],
  rulesOf: DrawContext['rulesOf'],
): BoundCondition[] {
  return [...rules, ...openSegments(rules, rulesOf).values()].flatMap(conditionsOf)
}

function openSegments(
  rules: readonly BoundRule[],
  rulesOf: DrawContext['rulesOf'],
): ReadonlyMap<number, BoundRule> {
  const opened = new Map<number, BoundRule>()
  let nodes = 0
  const waiting = rules.flatMap(rule => [...references(rule).segments])
  for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
    const rule = opened.has(id) || opened.size >= MAX_OPENED.segments ? undefined : rulesOf(id)
    if (!rule || nodes + countNodes(rule) > MAX_OPENED.nodes) continue
    nodes += countNodes(rule)
    opened.set(id, rule)
    waiting.push(...references(rule).segments)
  }
  return opened
}

function countNodes(rule: BoundRule): number {
  return (groupOf(rule)?.rules ?? []).reduce((sum, part) => sum + countNodes(part), 1)
}

function conditionsOf(rule: BoundRule): BoundCondition[] {
  const group = groupOf(rule)
  if (group) return group.rules.flatMap(conditionsOf)
  return 'keyId' in rule ? [rule] : []
}

function draw(rule: BoundRule, path: string, pen: Pen): Part {
  const group = groupOf(rule)
  if (group) {
    const inside = path === '' ? group.kind : `${path}.${group.kind}`
    const parts = group.rules.map((part, index) => draw(part, `${inside}[${index}]`, pen))
    return { path, kind: group.kind, parts, fn: join(group.kind, parts, pen.diagram) }
  }
  if ('segmentId' in rule) return leaf(path, drawSegment(rule.segmentId, pen))
  return 'keyId' in rule ? drawCondition(rule, path, pen) : leaf(path, UNSURE)
}

function drawSegment(id: number, pen: Pen): Fn {
  const known = pen.fns.get(id)
  if (known !== undefined) return known
  const rule = pen.opened.get(id)
  // Stored segments make no circle; if they did, nothing is said of them.
  pen.fns.set(id, UNSURE)
  const fn = rule ? draw(rule, '', pen).fn : pen.diagram.some([pen.free++])
  pen.fns.set(id, fn)
  return fn
}

function drawCondition(condition: BoundCondition, path: string, { asked, diagram }: Pen): Part {
  const { atoms = [], negate = false, every = false, tagIds } = asked.get(condition) ?? {}
  const some = every ? diagram.every(atoms) : diagram.some(atoms)
  const fn = negate ? diagram.not(some) : some
  if (!condition.tagIds || atoms.length < 2) return leaf(path, fn)
  const parts = atoms.map(atom => ({
    ...leaf(path, diagram.some([atom])),
    tagIds: tagIds?.get(atom) ?? [],
  }))
  return { path, fn, kind: every ? 'all' : negate ? 'none' : 'any', parts }
}

function leaf(path: string, fn: Fn): Part {
  return { path, fn, kind: 'all', parts: [] }
}

/**
 * What a part of a group must not fail to be: every group says that all of some things hold, of its parts or of their
 * opposites.
 */
export function wanted(kind: Part['kind'], fn: Fn, { not }: Diagram): Fn {
  return kind === 'all' ? fn : not(fn)
}

/** What a group means, when all that it wants holds where `product` does. */
export function granted(kind: Part['kind'], product: Fn, { not }: Diagram): Fn {
  return kind === 'any' ? not(product) : product
}

function join(kind: Part['kind'], parts: readonly Part[], diagram: Diagram): Fn {
  // From the last, as its atoms are the deepest: each step then adds on top.
  const product = parts.reduceRight((all, part) => diagram.and(wanted(kind, part.fn, diagram), all), TRUE)
  return granted(kind, product, diagram)
}
