import { IconCheck, IconX } from '@tabler/icons-react'
import type { ExplainedNode } from '../../../../src/segments/explainContract.ts'
import { OriginLine } from '../../parts/OriginLine.tsx'
import { TagChip } from '../../parts/TagChip.tsx'
import classes from './Why.module.css'

/** A line of the rule with its answer, the tags that gave it, and the lines below it. */
export function WhyTree({ node }: { node: ExplainedNode }) {
  const isLeaf = node.children.length === 0
  return (
    <li>
      <div className={classes.node}>
        <span className={classes.answer} data-yes={node.matches || undefined}>
          {node.matches ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}
          {node.matches ? 'Yes' : 'No'}
        </span>
        <span className={classes.label}>{node.label}</span>
      </div>
      {/* A group's tags are those of its lines, which say them already. */}
      {isLeaf && node.because.length > 0 ? (
        <ul className={classes.because}>
          {node.because.map(tag => (
            <li key={tag.id}>
              <TagChip tag={tag} />
              <OriginLine origin={tag.origin} />
            </li>
          ))}
        </ul>
      ) : null}
      {node.kind === 'condition' && node.because.length === 0 ? (
        <p className={classes.nothing}>No tag of this key.</p>
      ) : null}
      {isLeaf ? null : (
        <ul className={classes.parts}>
          {node.children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rule's own order, and the same line may stand twice
            <WhyTree key={at} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}
