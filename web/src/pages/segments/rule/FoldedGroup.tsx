import { useInViewport } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { use } from 'react'
import { api } from '../../../api.ts'
import { counted } from '../../../parts/Count.tsx'
import { countConditions, finished, type GroupNode, nodesOf, plain, unfinished } from '../ruleTree.ts'
import { sentenceOf } from './groupWords.ts'
import classes from './Rule.module.css'
import { RuleProblemsContext } from './RuleProblems.tsx'

/** How much is folded away, and whether something in there wants looking at. */
function Figures({ node }: { node: GroupNode }) {
  const problems = use(RuleProblemsContext)
  const open = unfinished(node).length
  const wrong = nodesOf(node)
    .slice(1)
    .reduce((sum, one) => sum + (problems.get(one.id)?.length ?? 0), 0)
  return (
    <>
      <span>{counted(countConditions(node), 'condition')}</span>
      <People node={node} />
      {wrong > 0 ? <span className="leave">{counted(wrong, 'problem')}</span> : null}
      {open > 0 ? <span className="held">{open} unfinished</span> : null}
    </>
  )
}

/** How many people the group reaches by itself; asked when it is seen, since a long rule folds to a long page. */
function People({ node }: { node: GroupNode }) {
  const { ref, inViewport } = useInViewport()
  const part = finished(node)
  const rule = part && plain(part)
  const { data } = useQuery(
    api.segments.preview.queryOptions({
      input: { body: { rule } },
      enabled: inViewport && rule !== undefined,
    }),
  )
  return (
    <span ref={ref} className="numbers">
      {data && data.problems.length === 0 ? counted(data.people, 'person', 'people') : null}
    </span>
  )
}

/** What a folded group says instead of what it holds. */
function Sentence({ node }: { node: GroupNode }) {
  const said = sentenceOf(node)
  return (
    <p className={classes.sentence} title={said}>
      {said.charAt(0).toUpperCase() + said.slice(1)}
    </p>
  )
}

export const FoldedGroup = { Figures, Sentence }
