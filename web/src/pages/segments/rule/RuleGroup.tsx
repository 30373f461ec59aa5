import { IconChevronRight } from '@tabler/icons-react'
import { memo, use } from 'react'
import { type GroupKind, type GroupNode, isGroup } from '../ruleTree.ts'
import { AddButtons } from './AddButtons.tsx'
import { FoldButtons } from './FoldButtons.tsx'
import { FoldedGroup } from './FoldedGroup.tsx'
import { Grip } from './Grip.tsx'
import { sentenceOf } from './groupWords.ts'
import { NodeTools } from './NodeTools.tsx'
import classes from './Rule.module.css'
import { RuleCondition } from './RuleCondition.tsx'
import { NodeProblems, RuleProblemsContext } from './RuleProblems.tsx'
import { RuleSegment } from './RuleSegment.tsx'
import { partId, useEdits } from './useRuleEdits.ts'

const KINDS = { all: 'All of these', any: 'Any of these', none: 'None of these' } satisfies Record<
  GroupKind,
  string
>

/** A group says its match in words, holds conditions and further groups, and folds to the sentence it says. */
export const RuleGroup = memo(function RuleGroup({ node, place }: { node: GroupNode; place: string }) {
  const { change, fold } = useEdits()
  const problems = use(RuleProblemsContext)
  const isRoot = place === ''
  const isFolded = node.isFolded && !isRoot
  const called = isRoot ? 'the rule' : `group ${place}`
  const inside = partId(node.id, 'inside')
  return (
    // biome-ignore lint/a11y/useSemanticElements: the match is chosen in it, so a legend cannot hold it
    <div
      role="group"
      aria-label={`${isRoot ? 'Rule' : `Group ${place}`}: ${KINDS[node.kind]}${isRoot ? '' : `, ${sentenceOf(node, 100)}`}`}
      className={classes.group}
      data-root={isRoot || undefined}
      data-kind={node.kind}
      data-group={isFolded ? node.id : undefined}
      data-folded={isFolded || undefined}
    >
      <div className={classes.head}>
        {isRoot ? null : (
          <>
            <Grip />
            <button
              type="button"
              id={partId(node.id, 'fold')}
              className={classes.tool}
              data-fold
              aria-expanded={!isFolded}
              aria-controls={isFolded ? undefined : inside}
              aria-label={`${isFolded ? 'Unfold' : 'Fold'} ${called}`}
              title={isFolded ? 'Unfold' : 'Fold'}
              onClick={() => fold(node.id, !isFolded)}
            >
              <IconChevronRight size={16} aria-hidden />
            </button>
          </>
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
        <span className={classes.sum}>
          {isRoot ? <FoldButtons tree={node} /> : isFolded ? <FoldedGroup.Figures node={node} /> : null}
        </span>
        {isRoot ? null : <NodeTools nodeId={node.id} what={called} />}
      </div>
      <NodeProblems nodeId={node.id} problems={problems.get(node.id)} />
      {isFolded ? (
        <FoldedGroup.Sentence node={node} />
      ) : (
        <div id={inside}>
          <ol className={classes.children} data-group={node.id}>
            {node.children.map((child, index) => {
              const at = isRoot ? `${index + 1}` : `${place}.${index + 1}`
              const own = problems.get(child.id)
              return (
                <li key={child.id} data-node={child.id}>
                  {isGroup(child) ? (
                    <RuleGroup node={child} place={at} />
                  ) : 'segment' in child ? (
                    <RuleSegment node={child} place={at} problems={own} />
                  ) : (
                    <RuleCondition node={child} place={at} problems={own} />
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
