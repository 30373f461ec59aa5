import { IconChevronRight, IconPlus } from '@tabler/icons-react'
import { memo, useState } from 'react'
import { print } from '../../../../../src/segments/rule/print.ts'
import { counted } from '../../../parts/Count.tsx'
import { countConditions, finished, type GroupKind, type GroupNode, isGroup, ruleOf } from '../ruleTree.ts'
import { NodeTools } from './NodeTools.tsx'
import classes from './Rule.module.css'
import { RuleCondition } from './RuleCondition.tsx'
import { NodeProblems } from './RuleProblems.tsx'
import { RuleSegment } from './RuleSegment.tsx'
import { partId, useEdits } from './useRuleEdits.ts'

const KINDS = { all: 'All of these', any: 'Any of these', none: 'None of these' } satisfies Record<
  GroupKind,
  string
>

/** A group says its match in words, holds conditions and further groups, and folds to one line. */
export const RuleGroup = memo(function RuleGroup({ node, place }: { node: GroupNode; place: string }) {
  const { change } = useEdits()
  const [isFolded, setFolded] = useState(false)
  const isRoot = place === ''
  const called = isRoot ? 'the rule' : `group ${place}`
  const inside = partId(node.id, 'inside')
  return (
    // biome-ignore lint/a11y/useSemanticElements: the match is chosen in it, so a legend cannot hold it
    <div
      role="group"
      aria-label={`${isRoot ? 'Rule' : `Group ${place}`}: ${KINDS[node.kind]}`}
      className={classes.group}
      data-root={isRoot || undefined}
      data-kind={node.kind}
    >
      <div className={classes.head}>
        {isRoot ? null : (
          <button
            type="button"
            className={classes.tool}
            data-fold
            aria-expanded={!isFolded}
            aria-controls={inside}
            aria-label={`${isFolded ? 'Unfold' : 'Fold'} ${called}`}
            onClick={() => setFolded(!isFolded)}
          >
            <IconChevronRight size={16} aria-hidden />
          </button>
        )}
        <select
          id={partId(node.id, 'match')}
          className={classes.match}
          aria-label={`Match of ${called}`}
          value={node.kind}
          onChange={event => {
            const kind = event.currentTarget.value as GroupKind
            change<GroupNode>(node.id, group => ({ ...group, kind }))
          }}
        >
          {Object.entries(KINDS).map(([kind, words]) => (
            <option key={kind} value={kind}>
              {words}
            </option>
          ))}
        </select>
        <span className={classes.sum}>{isFolded ? <Folded node={node} /> : null}</span>
        {isRoot ? null : <NodeTools nodeId={node.id} what={called} />}
      </div>
      <NodeProblems nodeId={node.id} id={partId(node.id, 'problems')} />
      {isFolded ? null : (
        <div id={inside}>
          <ol className={classes.children}>
            {node.children.map((child, index) => {
              const at = isRoot ? `${index + 1}` : `${place}.${index + 1}`
              return (
                <li key={child.id}>
                  {isGroup(child) ? (
                    <RuleGroup node={child} place={at} />
                  ) : 'segment' in child ? (
                    <RuleSegment node={child} place={at} />
                  ) : (
                    <RuleCondition node={child} place={at} />
                  )}
                </li>
              )
            })}
          </ol>
          <AddButtons groupId={node.id} to={called} />
        </div>
      )}
    </div>
  )
})

/** What a folded group holds, in one line. */
function Folded({ node }: { node: GroupNode }) {
  const part = finished(node)
  return (
    <>
      {counted(countConditions(node), 'condition')}
      {part ? <span className="clip">{print(ruleOf(part))}</span> : null}
    </>
  )
}

function AddButtons({ groupId, to }: { groupId: string; to: string }) {
  const { add } = useEdits()
  const button = (what: 'condition' | 'group' | 'segment', words: string, label: string) => (
    <button
      type="button"
      id={what === 'condition' ? partId(groupId, 'add') : undefined}
      className={classes.add}
      aria-label={`${label} to ${to}`}
      onClick={() => add(groupId, what)}
    >
      <IconPlus size={14} aria-hidden />
      {words}
    </button>
  )
  return (
    <div className={classes.adds}>
      {button('condition', 'Condition', 'Add a condition')}
      {button('group', 'Group', 'Add a group')}
      {button('segment', 'In segment', 'Add a segment')}
    </div>
  )
}
