import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from '../../../../src/segments/rule/parse.ts'
import { print } from '../../../../src/segments/rule/print.ts'
import type { Rule } from '../../../../src/segments/rule/rule.ts'
import { anyRule } from '../../../../test/arbitraries.ts'
import {
  addTo,
  canMove,
  changeNode,
  duplicate,
  find,
  move,
  numberOf,
  parentOf,
  place,
  remove,
} from './editRuleTree.ts'
import { foldAll, setFolded } from './foldRuleTree.ts'
import {
  aCondition,
  aGroup,
  type ConditionNode,
  countConditions,
  finished,
  type GroupNode,
  isGroup,
  nodesOf,
  placeOf,
  ruleOf,
  treeOf,
  unfinished,
} from './ruleTree.ts'

const sales: Rule = { key: 'Department', op: 'is', values: ['Sales'] }
const dallas: Rule = { key: 'Location', op: 'is', values: ['Dallas'] }
const badge: Rule = { key: 'Badge', op: 'exists' }

function at(tree: GroupNode, path: string) {
  return placeOf(tree, path).node
}
const said = (tree: GroupNode) => print(ruleOf(tree))

/** Without outermost groups of one. */
function unwrapped(rule: Rule): Rule {
  const [only, second] = 'all' in rule ? rule.all : 'any' in rule ? rule.any : []
  return only && !second ? unwrapped(only) : rule
}

/** Any node of any tree. */
const aTreeWithNode = fc
  .tuple(anyRule, fc.nat())
  .map(([rule, pick]) => ({ tree: treeOf(rule), pick }))
  .map(({ tree, pick }) => {
    const nodes = nodesOf(tree).slice(1)
    return { tree, node: nodes[pick % nodes.length] ?? tree }
  })

describe('a rule in the builder and back', () => {
  test('is the same rule, but for outermost groups of one', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        const again = ruleOf(treeOf(rule))
        expect(again).toEqual(unwrapped(rule))
        expect(ruleOf(treeOf(again))).toEqual(again)
      }),
    )
  })

  test('one condition stands in an “all” of one, and is written without it', () => {
    const tree = treeOf(sales)
    expect(tree.kind).toBe('all')
    expect(said(tree)).toBe('Department is Sales')
  })
})

describe('paths of problems', () => {
  test('lead to the node, its field and the value', () => {
    const tree = treeOf({ all: [{ any: [sales, dallas] }, { none: [badge] }] })
    expect(placeOf(tree, 'all[0].any[1].values[0]')).toMatchObject({
      node: { key: 'Location' },
      field: 'values',
      index: 0,
    })
    expect(placeOf(tree, 'all[1].none[0].key')).toMatchObject({ node: { key: 'Badge' }, field: 'key' })
    expect(placeOf(tree, '').node).toBe(tree)
  })

  test('begin inside when the outermost group is of one', () => {
    expect(placeOf(treeOf(sales), 'values[0]').node).toMatchObject({ key: 'Department' })
    expect(placeOf(treeOf({ all: [{ any: [sales, dallas] }] }), 'any[1]').node).toMatchObject({
      key: 'Location',
    })
  })

  test('find every node of every rule', () => {
    fc.assert(
      fc.property(aTreeWithNode, ({ tree, node }) => {
        expect(find(tree, node.id)).toBe(node)
      }),
    )
  })
})

describe('what is unfinished', () => {
  test('is left out of the count and listed by itself', () => {
    const tree = addTo(treeOf({ all: [sales, dallas] }), 'nowhere', aCondition())
    expect(unfinished(tree)).toEqual([])
    const withNew = addTo(tree, tree.id, aCondition())
    const withGroup = addTo(withNew, tree.id, aGroup('any', [aCondition()]))
    expect(unfinished(withGroup)).toHaveLength(2)
    const part = finished(withGroup)
    expect(part && said(part)).toBe('Department is Sales and Location is Dallas')
  })

  test('nothing finished is no rule at all', () => {
    expect(finished(aGroup('all'))).toBeUndefined()
    expect(finished(aGroup('all', [aCondition()]))).toBeUndefined()
  })

  test('a finished tree is itself', () => {
    fc.assert(
      fc.property(anyRule, rule => {
        const tree = treeOf(rule)
        expect(unfinished(tree)).toEqual([])
        expect(finished(tree)).toBe(tree)
      }),
    )
  })

  test('“between” lacks its values until both are there', () => {
    const condition: ConditionNode = { ...aCondition(), key: 'Grade', op: 'between', values: ['3', ''] }
    expect(unfinished(condition)).toHaveLength(1)
    expect(unfinished({ ...condition, values: ['3', '7'] })).toHaveLength(0)
  })
})

describe('editing', () => {
  test('all(any(a, b), none(c)) can be made step by step', () => {
    let tree = aGroup('all')
    const any = aGroup('any')
    const none = aGroup('none')
    tree = addTo(addTo(tree, tree.id, any), tree.id, none)
    for (const [groupId, rule] of [
      [any.id, sales],
      [any.id, dallas],
      [none.id, badge],
    ] as const) {
      const [leaf] = treeOf(rule).children
      if (leaf) tree = addTo(tree, groupId, leaf)
    }
    expect(ruleOf(tree)).toEqual({ all: [{ any: [sales, dallas] }, { none: [badge] }] })
    expect(said(tree)).toBe('(Department is Sales or Location is Dallas) and not Badge exists')
  })

  test('changes only what lies on the way to the node', () => {
    const tree = treeOf({ all: [{ any: [sales, dallas] }, { none: [badge] }] })
    const next = changeNode<ConditionNode>(tree, at(tree, 'all[0].any[0]').id, one => ({
      ...one,
      values: ['Marketing'],
    }))
    expect(at(next, 'all[1]')).toBe(at(tree, 'all[1]'))
    expect(at(next, 'all[0].any[1]')).toBe(at(tree, 'all[0].any[1]'))
    expect(at(next, 'all[0]')).not.toBe(at(tree, 'all[0]'))
  })

  test('the root changes its kind', () => {
    const tree = treeOf({ all: [sales, dallas] })
    expect(said(changeNode<GroupNode>(tree, tree.id, group => ({ ...group, kind: 'any' })))).toBe(
      'Department is Sales or Location is Dallas',
    )
  })

  test('a copy stands right after and shares no id', () => {
    fc.assert(
      fc.property(aTreeWithNode, ({ tree, node }) => {
        const { tree: next, copy } = duplicate(tree, node.id)
        expect(copy).toBeDefined()
        const ids = nodesOf(next).map(one => one.id)
        expect(new Set(ids).size).toBe(ids.length)
        expect(ruleOf(aGroup('none', copy ? [copy] : []))).toEqual(ruleOf(aGroup('none', [node])))
      }),
    )
  })

  test('removing takes the node and what it holds', () => {
    fc.assert(
      fc.property(aTreeWithNode, ({ tree, node }) => {
        const next = remove(tree, node.id)
        expect(nodesOf(next)).toHaveLength(nodesOf(tree).length - nodesOf(node).length)
      }),
    )
  })
})

describe('moving', () => {
  const tree = treeOf({ all: [sales, { any: [dallas] }, badge] })

  test('goes past a condition, into a group, and out of it again', () => {
    const id = at(tree, 'all[0]').id
    const inside = move(tree, id, 1)
    expect(said(inside)).toBe('(Department is Sales or Location is Dallas) and Badge exists')
    const further = move(inside, id, 1)
    expect(said(further)).toBe('(Location is Dallas or Department is Sales) and Badge exists')
    const out = move(further, id, 1)
    expect(said(out)).toBe('any (Location is Dallas) and Department is Sales and Badge exists')
    expect(said(move(out, id, 1))).toBe('any (Location is Dallas) and Badge exists and Department is Sales')
  })

  test('stays at the outermost ends', () => {
    const first = at(tree, 'all[0]').id
    expect(canMove(tree, first, -1)).toBe(false)
    expect(move(tree, first, -1)).toBe(tree)
    expect(canMove(tree, tree.id, 1)).toBe(false)
  })

  test('loses nothing, and the way back leads back', () => {
    fc.assert(
      fc.property(aTreeWithNode, fc.constantFrom<-1 | 1>(-1, 1), ({ tree, node }, step) => {
        const there = move(tree, node.id, step)
        expect(there !== tree).toBe(canMove(tree, node.id, step))
        expect(countConditions(there)).toBe(countConditions(tree))
        const back = there === tree ? tree : move(there, node.id, step === 1 ? -1 : 1)
        expect(ruleOf(back)).toEqual(ruleOf(tree))
      }),
    )
  })
})

describe('moving by a step past a folded group', () => {
  test('does not hide the node in it', () => {
    const tree = foldAll(treeOf({ all: [sales, { any: [dallas] }, badge] }), true)
    const past = move(tree, at(tree, 'all[0]').id, 1)
    expect(said(past)).toBe('any (Location is Dallas) and Department is Sales and Badge exists')
  })
})

describe('placing anywhere', () => {
  const leaves = (tree: GroupNode) =>
    nodesOf(tree)
      .filter(node => !isGroup(node))
      .map(node => node.id)
      .sort()

  test('keeps every leaf, whatever goes wherever', () => {
    fc.assert(
      fc.property(aTreeWithNode, fc.nat(), fc.nat(), ({ tree, node }, group, child) => {
        const groups = nodesOf(tree).filter(isGroup)
        const into = groups[group % groups.length] ?? tree
        const before = [...into.children.map(one => one.id), undefined][child % (into.children.length + 1)]
        const next = place(tree, node.id, { groupId: into.id, before })
        expect(leaves(next)).toEqual(leaves(tree))
        expect(nodesOf(next)).toHaveLength(nodesOf(tree).length)
        expect(find(next, node.id)).toBe(node)
        if (find(node, into.id)) expect(next).toBe(tree)
        else if (before !== node.id) {
          const parent = parentOf(next, node.id)
          const index = parent?.children.indexOf(node) ?? -1
          expect([parent?.id, parent?.children[index + 1]?.id]).toEqual([into.id, before])
        }
      }),
    )
  })

  test('takes a condition into another group, before what is named', () => {
    const tree = treeOf({ all: [sales, { any: [dallas, badge] }] })
    const [first, group] = tree.children
    if (!first || !group || !isGroup(group)) throw new Error('Expected a condition and a group.')
    const before = group.children[1]?.id
    const next = place(tree, first.id, { groupId: group.id, before })
    expect(ruleOf(next)).toEqual({ any: [dallas, sales, badge] })
    expect(numberOf(next, first.id)).toBe('1.2')
    expect(place(next, first.id, { groupId: group.id, before })).toBe(next)
  })
})

describe('folding', () => {
  test('changes nothing of the rule, and unfolding gives it back', () => {
    fc.assert(
      fc.property(aTreeWithNode, fc.boolean(), ({ tree, node }, isFolded) => {
        const all = foldAll(tree, isFolded)
        const one = isGroup(node) ? setFolded(all, node.id, !isFolded) : all
        expect(ruleOf(all)).toEqual(ruleOf(tree))
        expect(ruleOf(one)).toEqual(ruleOf(tree))
        expect(unfinished(one)).toEqual([])
        expect(nodesOf(one).map(each => each.id)).toEqual(nodesOf(tree).map(each => each.id))
        expect(foldAll(all, isFolded)).toBe(all)
      }),
    )
  })
})

test('a text and the builder say the same', () => {
  fc.assert(
    fc.property(anyRule, rule => {
      const read = parse(print(ruleOf(treeOf(rule))))
      expect('rule' in read && ruleOf(treeOf(read.rule))).toEqual(ruleOf(treeOf(rule)))
    }),
  )
})
