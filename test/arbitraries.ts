import fc from 'fast-check'
import { type DictionaryRows, dictionaryOf } from '../src/segments/rule/dictionaryOf.ts'
import type { Operator, Rule } from '../src/segments/rule/rule.ts'
import { fold } from '../src/tags/fold.ts'

/** Random rules, worlds and people for property tests. */

const TRICKY =
  `and or not all any none in is has exists missing contains starts ends with before after on within last
  next between segment AND Not #1 12 -3.5 90 days = ( ) , " \\ “ ” O'Brien a:b New\u00a0York`.split(/[ \n]+/)

/** Any text that is not blank: all of Unicode, lone surrogates too, and often a word of the rule language. */
export const anyName: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...TRICKY),
    fc.constantFrom('First aid', 'say "hi"', 'back\\slash', 'two\nlines', ' padded '),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
    fc.string({ unit: 'binary', maxLength: 12 }),
    fc.string({ maxLength: 12 }).map(text => `${text}\ud83d`),
  )
  .filter(text => fold(text) !== '')

/** A number as people write it. */
export const aNumber = fc.oneof(
  fc.integer({ min: -20, max: 20 }).map(String),
  fc.integer({ min: -99, max: 99 }).map(tenths => (tenths / 10).toFixed(1)),
)
/** A day of some years around the small world's; often one at which a comparison or a span may end. */
export const aDate = fc.oneof(
  {
    weight: 2,
    arbitrary: fc
      .date({ min: new Date('2020-01-01'), max: new Date('2028-12-31'), noInvalidDate: true })
      .map(date => date.toISOString().slice(0, 10)),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      ...['2024-05-31', '2024-05-30', '2024-06-01', '2024-04-30', '2024-05-01', '2024-06-30', '2024-02-29'],
      ...['2023-05-31', '2025-05-31', '2023-02-28', '2024-05-24', '2024-06-15'],
    ),
  },
)
const aDateOrTime = fc.oneof(
  aDate,
  aDate.map(date => `${date}T08:30:00Z`),
  aDate.map(date => `${date} 08:30`),
)
const aSpan = fc
  .tuple(
    fc.oneof(fc.integer({ min: 0, max: 400 }), fc.integer({ min: 0, max: 3 })),
    fc.constantFrom('day', 'days', 'week', 'weeks', 'month', 'months', 'years', 'Days', ' years'),
  )
  .map(([count, unit]) => `${count} ${unit}`)

/** Objects as JSON makes them; fast-check's own may lack a prototype, which strict equality minds. */
function aPlain<T>(shape: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<T> {
  return fc.record<T>(shape, { noNullPrototype: true })
}

/** Some characters out of a text, but not only space. */
function aPieceOf(text: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc.tuple(text, fc.nat(6), fc.integer({ min: 1, max: 4 })).map(([whole, from, length]) => {
    const piece = [...whole].slice(from, from + length).join('')
    return fold(piece) === '' ? whole : piece
  })
}

type Condition = { key: string; op: Operator; values?: string[] }

/**
 * A condition on one of `keys`, of any operator; `valuesOf` gives the values for the operators that name
 * tags.
 */
export function aCondition(
  keys: fc.Arbitrary<string>,
  valuesOf: (key: string) => fc.Arbitrary<string>,
): fc.Arbitrary<Condition> {
  const pair = <T>(value: fc.Arbitrary<T>, compare: (a: T, b: T) => number) =>
    fc.tuple(value, value).map(both => both.sort(compare))
  return keys.chain(key => {
    const several = fc.array(valuesOf(key), { minLength: 1, maxLength: 4 })
    const parts = fc.array(
      fc.oneof(valuesOf(key), aPieceOf(valuesOf(key)), fc.constantFrom('a', 'E', 'sal')),
      {
        minLength: 1,
        maxLength: 3,
      },
    )
    const one = (value: fc.Arbitrary<string>) => value.map(only => [only])
    const ranges = fc.oneof(
      pair(aNumber, (a, b) => Number(a) - Number(b)),
      pair(aDate, (a, b) => (a < b ? -1 : 1)),
    )
    const of = (ops: Operator[], values: fc.Arbitrary<string[]>): fc.Arbitrary<Condition> =>
      aPlain({ key: fc.constant(key), op: fc.constantFrom(...ops), values })
    return fc.oneof(
      of(['is', 'isNot', 'hasAll'], several),
      aPlain({ key: fc.constant(key), op: fc.constantFrom<Operator>('exists', 'missing') }),
      of(['contains', 'startsWith', 'endsWith'], parts),
      of(['before', 'after', 'onOrBefore', 'onOrAfter'], one(aDateOrTime)),
      of(['withinLast', 'withinNext', 'notWithinLast'], one(aSpan)),
      of(['lt', 'lte', 'gt', 'gte'], one(aNumber)),
      of(['between'], ranges),
    )
  })
}

/** Groups of every kind and size over the leaves, up to five levels. */
export function aTree<Leaf>(leaf: fc.Arbitrary<Leaf>): fc.Arbitrary<Tree<Leaf>> {
  const { tree } = fc.letrec<{ tree: Tree<Leaf> }>(tie => {
    const rules = fc.array(tie('tree'), { minLength: 1, maxLength: 4 })
    return {
      tree: fc.oneof(
        { maxDepth: 4, depthSize: 'small', withCrossShrink: true },
        leaf,
        rules.map(all => ({ all })),
        rules.map(any => ({ any })),
        rules.map(none => ({ none })),
      ),
    }
  })
  return tree
}

export type Tree<Leaf> = { all: Tree<Leaf>[] } | { any: Tree<Leaf>[] } | { none: Tree<Leaf>[] } | Leaf

/** Any rule that `readRule` accepts, over names nobody has. */
export const anyRule: fc.Arbitrary<Rule> = aTree<Rule>(
  fc.oneof(
    { weight: 5, arbitrary: aCondition(anyName, () => anyName) },
    {
      weight: 1,
      arbitrary: aPlain({
        segment: fc.oneof(anyName, fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })),
      }),
    },
  ),
)

/** The day of the small world below. */
export const TODAY = '2024-05-31'

const WORLD: Record<string, string[]> = {
  Department: ['Sales', 'Marketing', 'IT', 'Sales Support', 'ÉCOLE'],
  Location: ['Dallas', 'New York', 'Boston'],
  Skill: ['First aid', 'Forklift', 'or'],
  Grade: ['-3', '0', '2.5', '7', '12', '1,000', '1e3', 'n/a', '+4'],
  'Hire Date': [
    '2024-02-29',
    '2023-05-31',
    '2024-05-31',
    '2024-05-30T23:59',
    '2024-06-15 08:00',
    '2025-05-31',
    '2024-02-30',
    'soon',
  ],
  and: ['Not', '2024-05-01', '5'],
}

/**
 * A small workspace whose values are of all sorts, for rules that mean something. Its segments have the ids 1
 * and 2.
 */
export const worldRows: DictionaryRows = {
  keys: Object.keys(WORLD).map((name, index) => ({ id: index + 1, name })),
  tags: Object.values(WORLD).flatMap((values, key) =>
    values.map((value, index) => ({ id: (key + 1) * 100 + index, keyId: key + 1, value })),
  ),
  segments: [
    { id: 1, name: 'Dallas Sales People' },
    { id: 2, name: 'in' },
  ],
}

export const world = dictionaryOf(worldRows)

/** A rule that names only what the small world has. */
export const aWorldRule: fc.Arbitrary<Rule> = aTree<Rule>(
  fc.oneof(
    {
      weight: 6,
      arbitrary: aCondition(fc.constantFrom(...Object.keys(WORLD)), key =>
        fc.constantFrom(...(WORLD[key] ?? [])),
      ),
    },
    { weight: 1, arbitrary: fc.constantFrom({ segment: 'Dallas Sales People' }, { segment: 2 }) },
  ),
)

/** The tag ids of a person of the small world: none, some, several of one key. */
export const aWorldPerson: fc.Arbitrary<Set<number>> = fc
  .subarray(
    worldRows.tags.map(tag => tag.id),
    { maxLength: 8 },
  )
  .map(ids => new Set(ids))
