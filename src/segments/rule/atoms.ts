import { type Resolved, resolve } from './resolve.ts'
import { type BoundCondition, type Dictionary, OPERATORS } from './rule.ts'
import { trialValues } from './trialValues.ts'

/**
 * A condition as a question about atoms: at least one of them held (`every`: each; `negate`: none). An atom is a group
 * of values of one key that the conditions do not tell apart; a person holds any choice of atoms, also none.
 */
export type Asked = Omit<Resolved, 'tagIds'> & {
  /** Ascending. */
  atoms: readonly number[]
  /** The tags among the values of an atom that the condition names. */
  tagIds: ReadonlyMap<number, readonly number[]>
}

/** Beyond this many, conditions are not looked through. */
const MAX_ATOMS = 2_000
/** Comparisons of a value with a condition's literal. */
const MAX_WORK = 200_000

type Numbered = { condition: BoundCondition; place: number }
/** `first`: the place of the first condition that means it. */
type Atom = { first: number; ids: number[] }

/**
 * Reads all conditions together, answering what each asks; undefined when there is too much to look through. Atoms are
 * numbered as the conditions come, so that what is said together stays together in a diagram.
 */
export function atomsOf(
  conditions: readonly BoundCondition[],
  dictionary: Dictionary,
  today: string,
): Map<BoundCondition, Asked> | undefined {
  const numbered = conditions.map((condition, place) => ({ condition, place }))
  const read = new Map<BoundCondition, Resolved>()
  const atoms: Atom[] = []
  for (const [keyId, own] of Map.groupBy(numbered, each => each.condition.keyId)) {
    const meant = readKey(keyId, own, dictionary, today)
    if (!meant) return undefined
    for (const [condition, resolved] of meant) read.set(condition, resolved)
    atoms.push(...groupAlike(own, meant))
  }
  if (atoms.length > MAX_ATOMS) return undefined
  atoms.sort((a, b) => a.first - b.first)
  const atomOf = new Map(atoms.flatMap(({ ids }, atom) => ids.map(id => [id, atom] as const)))
  return new Map([...read].map(([condition, resolved]) => [condition, ask(resolved, atomOf)]))
}

/** What each condition on one key means among the tags they name and the values there might be. */
function readKey(
  keyId: number,
  own: readonly Numbered[],
  dictionary: Dictionary,
  today: string,
): Map<BoundCondition, Resolved> | undefined {
  const conditions = own.map(each => each.condition)
  const trials = trialValues(conditions, today)
  if (!trials) return undefined
  const named = [...new Set(conditions.flatMap(condition => condition.tagIds ?? []))]
  const tags = named.flatMap(id => dictionary.tagById(id) ?? [])
  // Ids that no tag has, and no trial of another key.
  const imagined = [...trials.words, ...trials.measures].map((value, at) => ({
    id: -(keyId * MAX_WORK + at + 1),
    value,
  }))
  const read = [...tags, ...imagined]
  if (workOf(conditions, read.length) > MAX_WORK) return undefined
  const lettered = read.slice(0, tags.length + trials.words.length)
  return new Map(
    conditions.map(condition => {
      const isText = OPERATORS[condition.op].takes === 'text'
      const tried = { ...dictionary, tagsOfKey: () => (isText ? lettered : read) }
      return [condition, resolve(condition, tried, { today })]
    }),
  )
}

function workOf(conditions: readonly BoundCondition[], values: number): number {
  return conditions.reduce(
    (sum, { tagIds, values: literals = [] }) => sum + (tagIds?.length ?? (1 + literals.length) * values),
    0,
  )
}

/** Values meant by the same conditions are one atom, but each that is asked for beside others is one of its own. */
function groupAlike(own: readonly Numbered[], read: ReadonlyMap<BoundCondition, Resolved>): Iterable<Atom> {
  const meantBy = new Map<number, { first: number; marks: string[] }>()
  for (const { condition, place } of own) {
    const { tagIds = [], every = false } = read.get(condition) ?? {}
    for (const id of tagIds) {
      const value = meantBy.get(id) ?? { first: place, marks: [] }
      value.marks.push(every ? `own ${id}` : String(place))
      meantBy.set(id, value)
    }
  }
  const atoms = new Map<string, Atom>()
  for (const [id, { first, marks }] of meantBy) {
    const alike = marks.join()
    const atom = atoms.get(alike)
    if (atom) atom.ids.push(id)
    else atoms.set(alike, { first, ids: [id] })
  }
  return atoms.values()
}

function ask({ tagIds, negate, every }: Resolved, atomOf: ReadonlyMap<number, number>): Asked {
  const grouped = Map.groupBy(tagIds, id => atomOf.get(id) ?? 0)
  const named = new Map([...grouped].map(([atom, ids]) => [atom, ids.filter(id => id > 0)]))
  return { atoms: [...grouped.keys()].sort((a, b) => a - b), negate, every, tagIds: named }
}
