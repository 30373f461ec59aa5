import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../api.ts'
import { type ProblemsById, problemsById } from './rule/RuleProblems.tsx'
import { finished, type GroupNode, ruleOf } from './ruleTree.ts'

/** Long enough to be over when a word is, short enough to feel at once. */
const PAUSE_MS = 150
/** One and the same, so that a rule without problems is not drawn anew after each count. */
const noProblems: ProblemsById = new Map()

/** Whom the finished part of the rule reaches, and what is wrong with it, a moment after each edit. */
export function useSegmentPreview(tree: GroupNode, compareTo: number | undefined) {
  const part = useMemo(() => finished(tree), [tree])
  const [counted] = useDebouncedValue(part, PAUSE_MS)
  const rule = useMemo(() => (counted ? ruleOf(counted) : undefined), [counted])
  const query = useQuery(
    api.segments.preview.queryOptions({
      input: { body: { rule, compareTo } },
      enabled: rule !== undefined,
      placeholderData: keepPreviousData,
    }),
  )
  const { data, isPlaceholderData } = query
  // Problems of the rule before would point at the wrong places.
  const problems = useMemo(
    () =>
      counted && data && !isPlaceholderData && data.problems.length > 0
        ? problemsById(counted, data.problems)
        : noProblems,
    [counted, data, isPlaceholderData],
  )
  return {
    preview: rule ? data : undefined,
    /** The tree that it is about, once settled. */
    counted,
    problems,
    error: query.error,
    isEmpty: part === undefined,
    isSettled: part === counted && !isPlaceholderData && data !== undefined,
  }
}
