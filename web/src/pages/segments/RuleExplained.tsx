import { VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import type { ExplainedNode } from '../../../../src/segments/contract.ts'
import { TagChip } from '../../parts/TagChip.tsx'
import classes from './RuleExplained.module.css'

/** A rule as one person meets it: each part with a tick or a cross, and at the leaves the tags that decided. */
export function RuleExplained({ node }: { node: ExplainedNode }) {
  return (
    <ul className={classes.root}>
      <Part node={node} />
    </ul>
  )
}

function Part({ node }: { node: ExplainedNode }) {
  const isLeaf = node.children.length === 0
  return (
    <li>
      <div className={classes.part}>
        <span className={node.matches ? 'enter' : 'leave'}>
          {node.matches ? <IconCheck size={16} aria-hidden /> : <IconX size={16} aria-hidden />}
          <VisuallyHidden>{node.matches ? 'Holds:' : 'Does not hold:'}</VisuallyHidden>
        </span>
        <span>
          {node.label}
          {isLeaf && node.because.length > 0 ? (
            <span className={classes.because}>
              <span className="quiet">has</span>
              {node.because.map(tag => (
                <TagChip key={tag.id} tag={tag} />
              ))}
            </span>
          ) : null}
        </span>
      </div>
      {isLeaf ? null : (
        <ul>
          {node.children.map((child, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the parts of an answer never move
            <Part key={index} node={child} />
          ))}
        </ul>
      )}
    </li>
  )
}
