import { use } from 'react'
import { counted } from '../../../parts/Count.tsx'
import { countConditions, type GroupNode, nodesOf, unfinished } from '../ruleTree.ts'
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
      {wrong > 0 ? <span className="leave">{counted(wrong, 'problem')}</span> : null}
      {open > 0 ? <span className="held">{open} unfinished</span> : null}
    </>
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
