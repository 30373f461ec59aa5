import { createContext } from 'react'
import type { RuleProblem } from '../../../../../src/segments/contract.ts'
import { type ConditionNode, type GroupNode, isGroup, placeOf, type RuleNode } from '../ruleTree.ts'
import classes from './Rule.module.css'
import { partId, useEdits } from './useRuleEdits.ts'

export type NodeProblem = {
  field: string
  index: number | undefined
  message: string
  suggestion?: string | undefined
}
/** By the id of the node they are about. */
export type ProblemsById = ReadonlyMap<string, readonly NodeProblem[]>

const none: ProblemsById = new Map()
/** Read by groups, which hand each line its own: new problems redraw the groups and the lines they are about. */
export const RuleProblemsContext = createContext<ProblemsById>(none)

/** Each answer of the server brings new objects; a line is drawn anew only when they say something else. */
export function isSameProblems(
  a: readonly NodeProblem[] | undefined,
  b: readonly NodeProblem[] | undefined,
): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
}

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

/** What is wrong with one node, with the near name to click. */
export function NodeProblems({
  nodeId,
  problems,
}: {
  nodeId: string
  problems: readonly NodeProblem[] | undefined
}) {
  const { change } = useEdits()
  if (!problems) return null
  return (
    <ul id={partId(nodeId, 'problems')} className={classes.problems}>
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

/** How a field says that it is wrong, and where it is said why. */
export function wrongWith(
  nodeId: string,
  problems: readonly NodeProblem[] | undefined,
  field: string,
): { isWrong: boolean; describedBy: string } {
  return {
    isWrong: problems?.some(one => one.field === field) ?? false,
    describedBy: partId(nodeId, 'problems'),
  }
}
