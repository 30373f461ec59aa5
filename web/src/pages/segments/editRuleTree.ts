import { copyOf, type GroupNode, isGroup, type RuleNode } from './ruleTree.ts'

/** Replaces the node of this id by none, one or several; whatever is not on the way to it stays the same object. */
function replace(tree: GroupNode, id: string, by: (node: RuleNode) => readonly RuleNode[]): GroupNode {
  const at = tree.children.findIndex(child => child.id === id)
  if (at >= 0) {
    return {
      ...tree,
      children: tree.children.flatMap((child, index) => (index === at ? by(child) : child)),
    }
  }
  let found = false
  const children = tree.children.map(child => {
    if (found || !isGroup(child)) return child
    const next = replace(child, id, by)
    found = next !== child
    return next
  })
  return found ? { ...tree, children } : tree
}

/** The tree with one node changed; the root too. */
export function changeNode<Node extends RuleNode>(
  tree: GroupNode,
  id: string,
  change: (node: Node) => RuleNode,
): GroupNode {
  if (tree.id === id) {
    const next = change(tree as RuleNode as Node)
    return isGroup(next) ? next : tree
  }
  return replace(tree, id, node => [change(node as Node)])
}

/** Adds at the end of a group. */
export function addTo(tree: GroupNode, groupId: string, node: RuleNode): GroupNode {
  return changeNode<GroupNode>(tree, groupId, group => ({ ...group, children: [...group.children, node] }))
}

export function remove(tree: GroupNode, id: string): GroupNode {
  return replace(tree, id, () => [])
}

/** The tree with a copy right after the node, and the copy. */
export function duplicate(tree: GroupNode, id: string): { tree: GroupNode; copy: RuleNode | undefined } {
  const node = find(tree, id)
  if (!node || node.id === tree.id) return { tree, copy: undefined }
  const copy = copyOf(node)
  return { tree: replace(tree, id, one => [one, copy]), copy }
}

/**
 * One step up or down as the eye reads: past a neighbour that is one line (a condition, a folded group), into one that is
 * an open group, and out of its own group at the ends. So every nesting can be reached with two keys. The outermost ends
 * stay where they are.
 */
export function move(tree: GroupNode, id: string, step: -1 | 1): GroupNode {
  const parent = parentOf(tree, id)
  if (!parent) return tree
  const at = parent.children.findIndex(child => child.id === id)
  const node = parent.children[at]
  const neighbour = parent.children[at + step]
  if (!node) return tree
  if (neighbour && isGroup(neighbour) && !neighbour.isFolded) {
    const inside = step === 1 ? [node, ...neighbour.children] : [...neighbour.children, node]
    return changeNode<GroupNode>(remove(tree, id), neighbour.id, group => ({ ...group, children: inside }))
  }
  if (neighbour) {
    const [first, second] = step === 1 ? [neighbour, node] : [node, neighbour]
    const from = Math.min(at, at + step)
    return changeNode<GroupNode>(tree, parent.id, group => ({
      ...group,
      children: [...group.children.slice(0, from), first, second, ...group.children.slice(from + 2)],
    }))
  }
  if (parent.id === tree.id) return tree
  return replace(remove(tree, id), parent.id, group => (step === 1 ? [group, node] : [node, group]))
}

/** Whether `move` would do anything. */
export function canMove(tree: GroupNode, id: string, step: -1 | 1): boolean {
  const parent = parentOf(tree, id)
  if (!parent) return false
  return parent.id !== tree.id || parent.children.at(step === 1 ? -1 : 0)?.id !== id
}

/** Between the children of a group: before one of them, or at the end. */
export type Spot = { groupId: string; before: string | undefined }

/** The tree with a node taken from where it is to another spot; itself when it is there already or cannot go there. */
export function place(tree: GroupNode, id: string, { groupId, before }: Spot): GroupNode {
  const node = find(tree, id)
  const parent = parentOf(tree, id)
  // A group cannot go into itself.
  if (!node || !parent || before === id || find(node, groupId) || !find(tree, groupId)) return tree
  const at = parent.children.indexOf(node)
  if (parent.id === groupId && parent.children[at + 1]?.id === before) return tree
  return changeNode<GroupNode>(remove(tree, id), groupId, group => {
    const index = group.children.findIndex(child => child.id === before)
    return {
      ...group,
      children: group.children.toSpliced(index < 0 ? group.children.length : index, 0, node),
    }
  })
}

/** Where a node stands, as it is numbered on the page: `2.1` is the first in the second of the outermost group. */
export function numberOf(tree: GroupNode, id: string): string {
  for (const [index, child] of tree.children.entries()) {
    if (child.id === id) return `${index + 1}`
    const inside = isGroup(child) ? numberOf(child, id) : ''
    if (inside !== '') return `${index + 1}.${inside}`
  }
  return ''
}

export function parentOf(tree: GroupNode, id: string): GroupNode | undefined {
  if (tree.children.some(child => child.id === id)) return tree
  for (const child of tree.children) {
    const parent = isGroup(child) ? parentOf(child, id) : undefined
    if (parent) return parent
  }
  return undefined
}

export function find(tree: RuleNode, id: string): RuleNode | undefined {
  if (tree.id === id) return tree
  if (!isGroup(tree)) return undefined
  for (const child of tree.children) {
    const found = find(child, id)
    if (found) return found
  }
  return undefined
}
