import { finished, type GroupNode, isGroup, lacks, plain, type RuleNode } from './ruleTree.ts'

/**
 * A tree read from text, as a continuation of the one before it: what is still the same keeps its identity (and with it
 * its fold and its place on the page), and what the text cannot say yet, conditions half written, is not lost.
 */
export function followText(before: GroupNode, read: GroupNode): GroupNode {
  return follow(before, read) as GroupNode
}

function follow(before: RuleNode, read: RuleNode): RuleNode {
  if (said(before) === said(read)) return before
  if (!isGroup(read)) return { ...read, id: before.id }
  if (!isGroup(before)) return read
  const pairs = pairUp(before.children, read.children)
  const children = read.children.map(child => {
    const partner = pairs.get(child)
    return partner ? follow(partner, child) : child
  })
  const taken = new Set(pairs.values())
  for (const [index, child] of before.children.entries()) {
    if (!taken.has(child) && isHalfWritten(child)) children.splice(index, 0, child)
  }
  return { ...read, id: before.id, isFolded: before.isFolded, children }
}

/** Each read child with the child it was: the same words first, then one of the same sort that is left, in order. */
function pairUp(before: readonly RuleNode[], read: readonly RuleNode[]): Map<RuleNode, RuleNode> {
  const pairs = new Map<RuleNode, RuleNode>()
  const waiting = Map.groupBy(before, said)
  for (const child of read) {
    const same = waiting.get(said(child))?.shift()
    if (same) pairs.set(child, same)
  }
  const taken = new Set(pairs.values())
  const left = before.filter(child => !taken.has(child) && said(child) !== undefined)
  for (const child of read) {
    if (pairs.has(child)) continue
    const at = left.findIndex(one => sortOf(one) === sortOf(child))
    const [one] = at < 0 ? [] : left.splice(at, 1)
    if (one) pairs.set(child, one)
  }
  return pairs
}

function sortOf(node: RuleNode): string {
  return isGroup(node) ? 'group' : 'segment' in node ? 'segment' : 'condition'
}

/** What of a node is in the text; undefined when nothing is. */
function said(node: RuleNode): string | undefined {
  const part = isGroup(node) ? finished(node) : lacks(node) ? undefined : node
  return part && JSON.stringify(plain(part))
}

/** Something was written, but not enough to say anything. An empty line holds nothing to lose. */
function isHalfWritten(node: RuleNode): boolean {
  if (isGroup(node)) return node.children.some(isHalfWritten) && said(node) === undefined
  if ('segment' in node) return false
  return (
    lacks(node) !== undefined && (node.key.trim() !== '' || node.values.some(value => value.trim() !== ''))
  )
}
