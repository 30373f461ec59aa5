import { createContext, use } from 'react'
import type { RuleProblem } from '../../../../../src/segments/contract.ts'
import { type ConditionNode, type GroupNode, isGroup, placeOf, type RuleNode } from '../ruleTree.ts'
import classes from './Rule.module.css'
import { useEdits } from './useRuleEdits.ts'

export type NodeProblem = {
  field: string
  index: number | undefined
  message: string
  suggestion?: string | undefined
}
/** By the id of the node they are about. */
export type ProblemsById = ReadonlyMap<string, readonly NodeProblem[]>

const none: ProblemsById = new Map()
export const RuleProblemsContext = createContext<ProblemsById>(none)

/** Each problem at the node its path leads to. `counted` is the tree whose rule the server was asked about. */
export function problemsById(counted: GroupNode, problems: readonly RuleProblem[]): ProblemsById {
  const placed = problems.map(({ path, message, suggestion }) => {
    const { node, field, index } = placeOf(counted, path)
    return { id: node.id, problem: { field, index, message, suggestion } }
  })
  const byId = Map.groupBy(placed, one => one.id)
  return new Map([...byId].map(([id, own]) => [id, own.map(one => one.problem)]))
}

/** The node with a near name taken instead of the one nobody has. */
export function withSuggestion(node: RuleNode, { field, index, suggestion }: NodeProblem): RuleNode {
  if (suggestion === undefined || isGroup(node)) return node
  if ('segment' in node) return { ...node, segment: suggestion }
  if (field === 'key') return { ...node, key: suggestion }
  return {
    ...node,
    values: [...new Set(node.values.map((value, at) => (at === index ? suggestion : value)))],
  }
}

/** What is wrong with one node, with the near name to click. Redraws alone when new problems come. */
export function NodeProblems({ nodeId, id }: { nodeId: string; id: string }) {
  const problems = use(RuleProblemsContext).get(nodeId)
  const { change } = useEdits()
  if (!problems) return null
  return (
    <ul id={id} className={classes.problems}>
      {problems.map(problem => (
        <li key={`${problem.field} ${problem.index} ${problem.message}`}>
          {problem.message}
          {problem.suggestion === undefined ? null : (
            <button
              type="button"
              className={classes.suggestion}
              onClick={() => change<ConditionNode>(nodeId, node => withSuggestion(node, problem))}
            >
              Use “{problem.suggestion}”
            </button>
          )}
        </li>
      ))}
    </ul>
  )
}

/** Whether anything is wrong with this node, and with which field. */
export function useIsWrong(nodeId: string): (field: string) => boolean {
  const problems = use(RuleProblemsContext).get(nodeId)
  return field => problems?.some(one => one.field === field) ?? false
}
