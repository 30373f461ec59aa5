import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { memo, useState } from 'react'
import { api } from '../../../api.ts'
import { ComboField } from '../../../parts/ComboField.tsx'
import { counted } from '../../../parts/Count.tsx'
import type { SegmentNode } from '../ruleTree.ts'
import { Grip } from './Grip.tsx'
import { NodeTools } from './NodeTools.tsx'
import classes from './Rule.module.css'
import { isSameProblems, type NodeProblem, NodeProblems, wrongWith } from './RuleProblems.tsx'
import { partId, useEdits } from './useRuleEdits.ts'

const OFFERED = 50

type Props = { node: SegmentNode; place: string; problems: readonly NodeProblem[] | undefined }

const isSame = (a: Props, b: Props) =>
  a.node === b.node && a.place === b.place && isSameProblems(a.problems, b.problems)

/** Everyone in another segment. */
export const RuleSegment = memo(function RuleSegment({ node, place, problems }: Props) {
  const { change } = useEdits()
  const [asked, setAsked] = useState<string | undefined>()
  const { data } = useQuery(
    api.segments.list.queryOptions({
      input: { q: asked || undefined, limit: OFFERED },
      enabled: asked !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  // A rule may name a segment by its id.
  const { data: byId } = useQuery(
    api.segments.get.queryOptions({
      input: { id: Number(node.segment) },
      enabled: typeof node.segment === 'number',
    }),
  )
  const name = typeof node.segment === 'number' ? (byId?.name ?? `#${node.segment}`) : node.segment
  return (
    // biome-ignore lint/a11y/useSemanticElements: as at RuleCondition
    <div
      role="group"
      aria-label={`Condition ${place}: ${name ? `in segment ${name}` : 'unfinished'}`}
      className={classes.line}
    >
      <Grip />
      <span className={classes.inSegment}>in segment</span>
      <ComboField
        className={classes.wide}
        id={partId(node.id, 'segment')}
        label="Segment"
        placeholder="Segment"
        value={name}
        {...wrongWith(node.id, problems, 'segment')}
        options={(data?.items ?? []).map(one => ({
          value: one.name,
          label: one.name,
          aside: counted(one.people, 'person', 'people'),
        }))}
        onType={setAsked}
        onPick={segment => change<SegmentNode>(node.id, one => ({ ...one, segment }))}
        allowsFree
        isLoading={asked !== undefined && data === undefined}
        none={data ? 'No segment of this name.' : ''}
      />
      <NodeTools nodeId={node.id} what={`condition ${place}`} />
      <NodeProblems nodeId={node.id} problems={problems} />
    </div>
  )
}, isSame)
