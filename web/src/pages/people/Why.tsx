import { Skeleton, VisuallyHidden } from '@mantine/core'
import { IconCheck, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { ExplainedNode } from '../../../../src/segments/explainContract.ts'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TagChip } from '../../parts/TagChip.tsx'
import classes from './PersonPage.module.css'

/** Why a person is in a segment, or is not: its rule with a tick or a cross at every line, and the tags that decided. */
export function Why({ person, segment }: { person: number; segment: number }) {
  const query = useQuery(api.segments.explain.queryOptions({ input: { id: segment, person } }))
  if (query.error) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  if (!query.data) return <Skeleton height={64} mt={8} aria-label="Working out why" />
  const { matches, rule } = query.data
  return (
    <div className={classes.why} data-out={!matches || undefined}>
      <p>
        {fullName(query.data.person)} {matches ? 'is in' : 'is not in'}{' '}
        <strong>{query.data.segment.name}</strong> because:
      </p>
      <ul>
        <Node node={rule} />
      </ul>
    </div>
  )
}

function Node({ node }: { node: ExplainedNode }) {
  return (
    <li>
      <span className={classes.node}>
        {node.matches ? (
          <IconCheck size={16} className="enter" aria-hidden />
        ) : (
          <IconX size={16} className="leave" aria-hidden />
        )}
        <VisuallyHidden>{node.matches ? 'Holds:' : 'Does not hold:'}</VisuallyHidden>
        <span>{node.label}</span>
        {/* A group's tags are those of its lines, which say them already. */}
        {node.children.length === 0 ? node.because.map(tag => <TagChip key={tag.id} tag={tag} />) : null}
      </span>
      {node.children.length > 0 ? (
        <ul>
          {node.children.map((child, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rule's own order, and the same line may stand twice
            <Node key={at} node={child} />
          ))}
        </ul>
      ) : null}
    </li>
  )
}
