import type { Roster } from '../../roster/roster.ts'
import { segmentsBelow } from '../personIn.ts'
import { type BoundCondition, type BoundRule, groupOf } from '../rule/rule.ts'
import { type Choice, choicesOf } from './choices.ts'

type Group = { kind: 'all' | 'any'; parts: readonly number[]; isDenied: boolean }
type Leaf = { kind: 'some' | 'every'; choices: readonly number[]; isDenied: boolean }
export type Node = Group | Leaf

/**
 * A segment's rule and those it leads to as one list of nodes, each after its parts and each segment once: read from the
 * front without recursion, however deep segments refer to one another. The last node is the question itself.
 */
export type Circuit = {
  nodes: readonly Node[]
  choices: readonly Choice[]
  /** The choices below each node; null where that would be too much to keep. */
  below: readonly ReadonlySet<number>[] | null
}

const MOST_KEPT = 300_000

/** Reads the rules for one person. With `isLeaving`, the question is whether they are not in the segment. */
export function circuitOf(
  roster: Roster,
  segmentId: number,
  tagIds: ReadonlySet<number>,
  isLeaving: boolean,
): { circuit: Circuit; dictionary: ReturnType<typeof choicesOf>['dictionary'] } {
  const order = segmentsBelow(roster, segmentId)
  const rules = order.flatMap(id => roster.segments.get(id)?.rule ?? [])
  const { choices, asked, dictionary } = choicesOf(roster, rules.flatMap(conditionsIn), tagIds, isLeaving)
  const nodes: Node[] = []
  const roots = new Map<number, number>()
  const put = (node: Node) => nodes.push(node) - 1
  const draw = (rule: BoundRule): number => {
    const group = groupOf(rule)
    if (group) {
      const isDenied = group.kind === 'none'
      return put({ kind: isDenied ? 'any' : group.kind, parts: group.rules.map(draw), isDenied } as Group)
    }
    if ('segmentId' in rule) {
      const root = roots.get(rule.segmentId)
      return root ?? put({ kind: 'some', choices: [], isDenied: false })
    }
    const condition = 'keyId' in rule ? asked.get(rule) : undefined
    const { choices: meant = [], negate = false, every = false } = condition ?? {}
    return put({ kind: every ? 'every' : 'some', choices: meant, isDenied: negate })
  }
  order.forEach((id, at) => {
    const rule = rules[at]
    if (rule) roots.set(id, draw(rule))
  })
  put({ kind: 'any', parts: [roots.get(segmentId) ?? 0], isDenied: isLeaving })
  return { circuit: { nodes, choices, below: belowOf(nodes) }, dictionary }
}

function conditionsIn(rule: BoundRule): BoundCondition[] {
  const group = groupOf(rule)
  if (group) return group.rules.flatMap(conditionsIn)
  return 'keyId' in rule ? [rule] : []
}

function belowOf(nodes: readonly Node[]): ReadonlySet<number>[] | null {
  const below: ReadonlySet<number>[] = []
  let kept = 0
  for (const node of nodes) {
    const parts = 'parts' in node ? node.parts.map(part => below[part] ?? new Set<number>()) : []
    const [only] = parts
    const set =
      'choices' in node
        ? new Set(node.choices)
        : only && parts.length === 1
          ? only
          : new Set(parts.flatMap(part => [...part]))
    kept += set === only ? 0 : set.size
    if (kept > MOST_KEPT) return null
    below.push(set)
  }
  return below
}
