import { fold } from '../../tags/fold.ts'
import { checkValues } from './checkValues.ts'
import { nearest } from './nearest.ts'
import {
  isOperator,
  MAX_DEPTH,
  MAX_NODES,
  NEEDS_TAG,
  OPERATOR_NAMES,
  type Problem,
  type Rule,
} from './rule.ts'

/** Enough to mend a rule by; a hostile one must not make us write a book about it. */
const MAX_PROBLEMS = 100
const GROUPS = ['all', 'any', 'none'] as const
const PROPERTIES = [...GROUPS, 'key', 'op', 'values', 'segment']

type Task = { input: unknown; path: string; depth: number; into: Rule[] }
type Visit = Task & { node: Record<string, unknown>; problems: Problem[] }

/**
 * Reads untrusted JSON as a rule. Answers a fresh copy with nothing in it but what a rule has, or every
 * problem found (up to 100), each with its place and what to do. Walks with a list of its own, not by
 * recursion: a rule nested a million deep gets a sentence, never a stack overflow. Names are not looked up;
 * `bind` does that.
 */
export function readRule(input: unknown): { rule: Rule } | { problems: Problem[] } {
  const root: Rule[] = []
  const problems: Problem[] = []
  const tasks: Task[] = [{ input, path: '', depth: 1, into: root }]
  let nodes = 0
  for (let task = tasks.pop(); task; task = tasks.pop()) {
    nodes += 1
    if (nodes > MAX_NODES) return { problems: [...problems.slice(0, MAX_PROBLEMS - 1), tooMany(task.path)] }
    if (problems.length >= MAX_PROBLEMS) break
    tasks.push(...visit(task, problems).reverse())
  }
  const [rule] = root
  if (problems.length > 0 || !rule) return { problems: problems.slice(0, MAX_PROBLEMS) }
  return { rule }
}

/** Adds the node to the rule being built and answers the children still to read. */
function visit(task: Task, problems: Problem[]): Task[] {
  const { input, path, depth } = task
  if (depth > MAX_DEPTH) {
    problems.push({
      path,
      message: `A rule may be ${MAX_DEPTH} levels deep and this goes deeper: make a segment of the inner part and name it here.`,
    })
    return []
  }
  if (!isRecord(input)) {
    problems.push({
      path,
      message: `A rule is an object, like {"key": "Department", "op": "is", "values": ["Sales"]}; this is ${kindOf(input)}.`,
    })
    return []
  }
  const at: Visit = { ...task, node: input, problems }
  const [group, second] = GROUPS.filter(name => input[name] !== undefined)
  if (group && second) {
    problems.push({
      path,
      message: `One group is “${group}” or “${second}”, not both: put one inside the other.`,
    })
    return []
  }
  if (group) return visitGroup(at, group)
  if (input.segment !== undefined) visitSegment(at)
  else if (input.key !== undefined || input.op !== undefined) visitCondition(at)
  else visitUnknown(at)
  return []
}

function visitGroup({ node, path, depth, into, problems }: Visit, kind: (typeof GROUPS)[number]): Task[] {
  refuseExtras(node, path, [kind], `a group`, problems)
  const rules = node[kind]
  const inside = path === '' ? kind : `${path}.${kind}`
  if (!Array.isArray(rules)) {
    problems.push({ path: inside, message: `“${kind}” takes a list of rules; this is ${kindOf(rules)}.` })
    return []
  }
  if (rules.length === 0) {
    const message = path === '' ? NEEDS_TAG : 'This group is empty: add a condition to it or remove it.'
    problems.push({ path, message })
    return []
  }
  if (rules.length > MAX_NODES) {
    problems.push(tooMany(inside))
    return []
  }
  const children: Rule[] = []
  into.push(kind === 'all' ? { all: children } : kind === 'any' ? { any: children } : { none: children })
  return Array.from(rules, (input: unknown, index) => ({
    input,
    path: `${inside}[${index}]`,
    depth: depth + 1,
    into: children,
  }))
}

function visitSegment({ node, path, into, problems }: Visit): void {
  refuseExtras(node, path, ['segment'], 'a reference to a segment', problems)
  const segment = node.segment
  const isName = typeof segment === 'string' && fold(segment) !== ''
  const isId = typeof segment === 'number' && Number.isSafeInteger(segment) && segment > 0
  if (isName || isId) into.push({ segment })
  else problems.push({ path: join(path, 'segment'), message: 'Give the name or the id of a segment.' })
}

function visitCondition({ node, path, into, problems }: Visit): void {
  refuseExtras(node, path, ['key', 'op', 'values'], 'a condition', problems)
  const { key, op } = node
  const isKey = typeof key === 'string' && fold(key) !== ''
  if (!isKey) problems.push({ path: join(path, 'key'), message: 'Give the name of a tag key, as text.' })
  if (!isOperator(op)) {
    problems.push({
      path: join(path, 'op'),
      message: `${op === undefined ? 'The operator is missing' : `${show(op)} is no operator`}. Use one of ${OPERATOR_NAMES.join(', ')}.`,
      suggestion: typeof op === 'string' ? nearest(op, OPERATOR_NAMES) : undefined,
    })
    return
  }
  const before = problems.length
  const values = readValues(node.values, join(path, 'values'), problems)
  if (!values) return
  for (const { index, message } of checkValues(op, values)) {
    problems.push({ path: join(path, index === undefined ? 'values' : `values[${index}]`), message })
  }
  if (!isKey || problems.length > before) return
  into.push(values.length === 0 ? { key, op } : { key, op, values })
}

function readValues(input: unknown, path: string, problems: Problem[]): string[] | undefined {
  if (input === undefined) return []
  if (!Array.isArray(input)) {
    problems.push({ path, message: `“values” takes a list of texts; this is ${kindOf(input)}.` })
    return undefined
  }
  const values: string[] = []
  for (const [index, value] of input.entries()) {
    if (typeof value === 'string') values.push(value)
    else {
      problems.push({
        path: `${path}[${index}]`,
        message: `A value is text, in quotes; this is ${kindOf(value)}.`,
      })
    }
  }
  return values.length === input.length ? values : undefined
}

function visitUnknown({ node, path, problems }: Visit): void {
  const [name = ''] = Object.keys(node)
  problems.push({
    path,
    message:
      'Say what this asks: “all”, “any” or “none” with a list of rules, “key” with “op” and “values”, or “segment”.',
    suggestion: nearest(name, PROPERTIES),
  })
}

function refuseExtras(
  node: Record<string, unknown>,
  path: string,
  known: readonly string[],
  what: string,
  problems: Problem[],
): void {
  for (const name of Object.keys(node)) {
    if (known.includes(name) || node[name] === undefined) continue
    problems.push({
      path: join(path, name),
      message: `${show(name)} is no part of ${what}: remove it.`,
      suggestion: nearest(name, known),
    })
    if (problems.length >= MAX_PROBLEMS) return
  }
}

function tooMany(path: string): Problem {
  return {
    path,
    message: `A rule may have ${MAX_NODES.toLocaleString('en')} conditions and groups and this has more: use one condition with several values, or split it into segments.`,
  }
}

function isRecord(input: unknown): input is Record<string, unknown> {
  return typeof input === 'object' && input !== null && !Array.isArray(input)
}

function kindOf(input: unknown): string {
  if (input === null) return 'null'
  if (input === undefined) return 'missing'
  if (Array.isArray(input)) return 'a list'
  return typeof input === 'object' ? 'an object' : typeof input === 'string' ? 'a text' : `a ${typeof input}`
}

function show(input: unknown): string {
  if (typeof input !== 'string') return `This, ${kindOf(input)},`
  return `“${input.length > 60 ? `${input.slice(0, 60)}…` : input}”`
}

function join(path: string, property: string): string {
  return path === '' ? property : `${path}.${property}`
}
