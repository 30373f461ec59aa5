import { changeNode, find } from './editRuleTree.ts'
import { countConditions, type GroupNode, isGroup, type RuleNode } from './ruleTree.ts'

/** More conditions than this are not taken in at a glance: the groups they stand in are folded at first. */
const MANY = 40

/** A long rule with its groups folded: it opens as a page of sentences. A short one as it is. */
export function foldLong(tree: GroupNode): GroupNode {
  if (countConditions(tree) <= MANY) return tree
  return withChildren(tree, child => (isGroup(child) ? { ...foldLong(child), isFolded: true } : child))
}

export function setFolded(tree: GroupNode, id: string, isFolded: boolean): GroupNode {
  return changeNode<GroupNode>(tree, id, group =>
    group.isFolded === isFolded || id === tree.id ? group : { ...group, isFolded },
  )
}

/** All groups but the outermost, which cannot be folded. */
export function foldAll(tree: GroupNode, isFolded: boolean): GroupNode {
  return withChildren(tree, child => {
    if (!isGroup(child)) return child
    const inside = foldAll(child, isFolded)
    return inside.isFolded === isFolded ? inside : { ...inside, isFolded }
  })
}

/** Opens every group around a node, so that it can be seen. */
export function unfoldTo(tree: GroupNode, id: string): GroupNode {
  return withChildren(tree, child => {
    if (!isGroup(child) || child.id === id || !find(child, id)) return child
    const inside = unfoldTo(child, id)
    return inside.isFolded ? { ...inside, isFolded: false } : inside
  })
}

/** The same object where nothing changes, like every edit of a tree. */
function withChildren(group: GroupNode, change: (child: RuleNode) => RuleNode): GroupNode {
  const children = group.children.map(change)
  return children.every((child, at) => child === group.children[at]) ? group : { ...group, children }
}
