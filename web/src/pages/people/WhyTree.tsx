import { IconCheck, IconX } from '@tabler/icons-react'
import type { ExplainedNode } from '../../../../src/segments/explainContract.ts'
import { OriginLine } from '../../parts/OriginLine.tsx'
import { TagChip } from '../../parts/TagChip.tsx'
import classes from './Why.module.css'

/** From here on lines keep to the same edge in a narrow window, and from there on in any: words need room more than steps. */
const DEEP = 6
const DEEPER = 20

/**
 * A line of the rule with its answer, the tags that gave it, and the lines below it. `opened` are the segments whose lines
 * are shown: each is opened where it comes first.
 */
export function WhyTree({
  node,
  opened,
  depth = 0,
}: {
  node: ExplainedNode
  opened: ReadonlySet<string>
  depth?: number
}) {
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
      {isLeaf && node.kind === 'segment' && opened.has(node.label) ? (
        <p className={classes.nothing}>Its rule is above.</p>
      ) : null}
      {isLeaf ? null : (
        <ul
          className={classes.parts}
          data-deep={depth >= DEEP || undefined}
          data-deeper={depth >= DEEPER || undefined}
        >
          {node.children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rule's own order, and the same line may stand twice
            <WhyTree key={at} node={child} opened={opened} depth={depth + 1} />
          ))}
        </ul>
      )}
    </li>
  )
}

/** The segments in a tree that are shown with their lines. */
export function openedIn(node: ExplainedNode, found = new Set<string>()): ReadonlySet<string> {
  if (node.kind === 'segment' && node.children.length > 0) found.add(node.label)
  for (const child of node.children) openedIn(child, found)
  return found
}
