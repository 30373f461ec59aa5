import {
  type Condition,
  groupOf,
  OPERATORS,
  type Operator,
  type Rule,
} from '../../../../src/segments/rule/rule.ts'

/**
 * The rule as the builder holds it: every node has an id of its own, so that what is focused stays focused while
 * things move, and parts may be unfinished (a condition without a key). Updates share whatever they do not touch:
 * a node that is the same object has not changed, which is what keeps a rule of hundreds of conditions quick.
 */
export type GroupKind = 'all' | 'any' | 'none'
/** A folded group shows what it says instead of what it holds; it means the same either way. */
export type GroupNode = { id: string; kind: GroupKind; children: readonly RuleNode[]; isFolded: boolean }
export type ConditionNode = { id: string; key: string; op: Operator; values: readonly string[] }
/** A name, an id, or '' while none is chosen. */
export type SegmentNode = { id: string; segment: string | number }
export type RuleNode = GroupNode | ConditionNode | SegmentNode

let lastId = 0
const nextId = () => `n${++lastId}`

export const aGroup = (kind: GroupKind, children: readonly RuleNode[] = [], isFolded = false): GroupNode => ({
  id: nextId(),
  kind,
  children,
  isFolded,
})
export const aCondition = (): ConditionNode => ({ id: nextId(), key: '', op: 'is', values: [] })
export const aSegmentRef = (): SegmentNode => ({ id: nextId(), segment: '' })

export const isGroup = (node: RuleNode): node is GroupNode => 'kind' in node

/** The builder always shows a group; a rule that is one condition stands in an "all of these" of one. */
export function treeOf(rule: Rule): GroupNode {
  const node = nodeOf(rule)
  return isGroup(node) ? node : aGroup('all', [node])
}

function nodeOf(rule: Rule): RuleNode {
  const group = groupOf(rule)
  if (group) return aGroup(group.kind, group.rules.map(nodeOf))
  if ('segment' in rule) return { id: nextId(), segment: rule.segment }
  const { key, op, values = [] } = rule as Condition
  return { id: nextId(), key, op, values }
}

/** The node that stands for the whole rule: outermost alls and anys of one say no more than what they hold. */
function outermost(node: RuleNode): RuleNode {
  if (!isGroup(node) || node.kind === 'none' || node.children.length !== 1) return node
  const [only] = node.children
  return only ? outermost(only) : node
}

/** The rule the tree stands for, unfinished parts and all. */
export function ruleOf(tree: GroupNode): Rule {
  return plain(outermost(tree))
}

/** The rule of one node alone. */
export function plain(node: RuleNode): Rule {
  if (isGroup(node)) {
    const rules = node.children.map(plain)
    return node.kind === 'all' ? { all: rules } : node.kind === 'any' ? { any: rules } : { none: rules }
  }
  if ('segment' in node) return { segment: node.segment }
  const { key, op, values } = node
  return values.length === 0 ? { key, op } : { key, op, values }
}

/** What a node still lacks before it says anything: a field of its own, or conditions. */
export function lacks(node: RuleNode): 'key' | 'values' | 'segment' | 'conditions' | undefined {
  if (isGroup(node)) return node.children.length === 0 ? 'conditions' : undefined
  if ('segment' in node) return node.segment === '' ? 'segment' : undefined
  if (node.key.trim() === '') return 'key'
  const { arity } = OPERATORS[node.op]
  const given = node.values.filter(value => value.trim() !== '').length
  const wanted = arity === 'none' ? 0 : arity === 'two' ? 2 : 1
  return given < wanted ? 'values' : undefined
}

/** All nodes that lack something, in reading order. */
export function unfinished(tree: RuleNode): RuleNode[] {
  const own = lacks(tree) ? [tree] : []
  return isGroup(tree) ? [...own, ...tree.children.flatMap(unfinished)] : own
}

/** The tree as far as it is finished, for counting while somebody is still writing; undefined when nothing is. */
export function finished(tree: GroupNode): GroupNode | undefined {
  const children = tree.children.flatMap(child => {
    if (isGroup(child)) return finished(child) ?? []
    return lacks(child) ? [] : child
  })
  if (children.length === 0) return undefined
  const same =
    children.length === tree.children.length && children.every((one, at) => one === tree.children[at])
  return same ? tree : { ...tree, children }
}

/** Where a problem's path leads: `all[1].values[0]` is a node, its field and the value's place. */
export type Place = { node: RuleNode; field: string; index: number | undefined }

export function placeOf(tree: GroupNode, path: string): Place {
  let node = outermost(tree)
  for (const [, name = '', at] of path.matchAll(/(\w+)(?:\[(\d+)\])?/g)) {
    const child = isGroup(node) && name === node.kind ? node.children[Number(at)] : undefined
    if (!child) return { node, field: name, index: at === undefined ? undefined : Number(at) }
    node = child
  }
  return { node, field: '', index: undefined }
}

/** A fresh copy, with ids of its own. */
export function copyOf(node: RuleNode): RuleNode {
  return isGroup(node)
    ? aGroup(node.kind, node.children.map(copyOf), node.isFolded)
    : { ...node, id: nextId() }
}

/** Every node of the tree, in reading order. */
export function nodesOf(tree: RuleNode): RuleNode[] {
  return isGroup(tree) ? [tree, ...tree.children.flatMap(nodesOf)] : [tree]
}

/** How many conditions there are, groups not counted. */
export function countConditions(node: RuleNode): number {
  return isGroup(node) ? node.children.reduce((sum, child) => sum + countConditions(child), 0) : 1
}
