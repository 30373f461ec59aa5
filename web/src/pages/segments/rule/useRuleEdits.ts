import { createContext, use, useMemo } from 'react'
import { flushSync } from 'react-dom'
import {
  addTo,
  changeNode,
  duplicate,
  find,
  move,
  numberOf,
  parentOf,
  place,
  remove,
  type Spot,
} from '../editRuleTree.ts'
import { foldAll, setFolded, unfoldTo } from '../foldRuleTree.ts'
import { aCondition, aGroup, aSegmentRef, type GroupNode, isGroup, type RuleNode } from '../ruleTree.ts'

export type TreeEdit = (tree: GroupNode) => GroupNode

export type RuleEdits = {
  change: <Node extends RuleNode>(id: string, change: (node: Node) => RuleNode) => void
  add: (groupId: string, what: 'condition' | 'group' | 'segment') => void
  remove: (id: string) => void
  duplicate: (id: string) => void
  /** `from` is the button pressed, which keeps the focus wherever the node goes. */
  move: (id: string, step: -1 | 1, from: 'up' | 'down') => void
  place: (id: string, spot: Spot) => void
  fold: (id: string, isFolded: boolean) => void
  foldAll: (isFolded: boolean) => void
}

export const RuleEditsContext = createContext<RuleEdits | null>(null)

export function useEdits(): RuleEdits {
  const edits = use(RuleEditsContext)
  if (!edits) throw new Error('A rule is edited inside RuleBuilder.')
  return edits
}

/** The id in the page of a part of a node; the focus is moved by it. */
export const partId = (nodeId: string, part: string) => `rule-${nodeId}-${part}`

function focusOn(...ids: string[]) {
  for (const id of ids) {
    const element = document.getElementById(id)
    if (!element || element.matches(':disabled')) continue
    element.focus()
    return
  }
}

/** What takes the focus first in a node. */
const firstOf = (node: RuleNode) =>
  isGroup(node)
    ? partId(node.id, 'match')
    : 'segment' in node
      ? partId(node.id, 'segment')
      : partId(node.id, 'key')

/**
 * The edits of a rule. They never change while the rule is edited, so a node draws itself anew only when it has changed
 * itself; each puts the focus where the next key stroke is wanted.
 */
export function useRuleEdits(
  set: (edit: TreeEdit) => void,
  setFold: (fold: TreeEdit) => void,
  tell: (words: string) => void,
): RuleEdits {
  return useMemo(() => {
    const now = (edit: TreeEdit) => flushSync(() => set(edit))
    return {
      change: (id, change) => set(tree => changeNode(tree, id, change)),
      add: (groupId, what) => {
        const first = aCondition()
        const node =
          what === 'condition' ? first : what === 'segment' ? aSegmentRef() : aGroup('any', [first])
        now(tree => addTo(tree, groupId, node))
        focusOn(what === 'group' ? partId(node.id, 'match') : firstOf(node))
      },
      remove: id => {
        let next: string[] = []
        now(tree => {
          const parent = parentOf(tree, id)
          const at = parent?.children.findIndex(child => child.id === id) ?? 0
          const neighbour = parent?.children[at + 1] ?? parent?.children[at - 1]
          next = [neighbour ? firstOf(neighbour) : '', parent ? partId(parent.id, 'add') : '']
          return remove(tree, id)
        })
        focusOn(...next)
      },
      duplicate: id => {
        let copy: RuleNode | undefined
        now(tree => {
          const answer = duplicate(tree, id)
          copy = answer.copy
          return answer.tree
        })
        if (copy) focusOn(firstOf(copy))
      },
      move: (id, step, from) => {
        let first = ''
        let number = ''
        now(tree => {
          const next = move(tree, id, step)
          const node = find(next, id)
          first = node ? firstOf(node) : ''
          number = numberOf(next, id)
          return next
        })
        tell(`Now at ${number}.`)
        focusOn(partId(id, from), partId(id, from === 'up' ? 'down' : 'up'), first)
      },
      place: (id, spot) => {
        let number = ''
        now(tree => {
          // What was dropped into a folded group should still be seen.
          const next = unfoldTo(place(tree, id, spot), id)
          number = numberOf(next, id)
          return next
        })
        tell(`Now at ${number}.`)
      },
      fold: (id, isFolded) => setFold(tree => setFolded(tree, id, isFolded)),
      foldAll: isFolded => setFold(tree => foldAll(tree, isFolded)),
    }
  }, [set, setFold, tell])
}
