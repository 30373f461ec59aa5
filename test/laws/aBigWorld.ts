import fc from 'fast-check'
import type { Rule } from '../../src/segments/rule/rule.ts'
import { aCondition, aDate, aNumber, anyName, aTree } from '../arbitraries.ts'
import { plainText } from './plainText.ts'

/** A random workspace: keys with their values, each person's tags as places in the flat list of them all, and who is inactive. */
export type BigWorld = {
  values: Record<string, string[]>
  people: {
    tags: [key: string, value: string][]
    isActive: boolean
    /** Numbers left out before this one's: sets are kept in blocks of 65,536, full and empty, and rules go over them all. */
    gap: number
  }[]
  /** Each may refer to those before it. */
  segments: { name: string; rule: Rule }[]
}

/** What a database can hold; Muster's own names are no narrower. */
const aWord = anyName.filter(text => text.isWellFormed() && text.length <= 40)

const anOddNumber = fc.oneof(
  aNumber,
  aNumber.map(number => number.replace(/\d/, '00$&')),
  aNumber.map(number => `${number}.50`),
  fc.constantFrom('+4', '1,000', '1e3', '.5', '5.', '-0', '--1', '- 1', '1 000', '１２', '٣', '0x10', 'n/a'),
  fc.constantFrom('9007199254740993', '-0.1000', '0.30000000000000004', `${'9'.repeat(60)}`, '7 ', '7%'),
)
const anOddDate = fc.oneof(
  aDate,
  fc
    .tuple(
      aDate,
      fc.constantFrom('T08:30', ' 08:30:15', 't08:30:15.123z', 'T23:59+05:30', ' 08:30-0530', 'T08:30:15.z'),
    )
    .map(parts => parts.join('')),
  fc
    .tuple(
      aDate,
      fc.constantFrom('Z', 'T', 'T8:30', 'T08:30 Z', ' 08:30:15.1x', '-01', 'T25:61', ' 08', '+0100'),
    )
    .map(parts => parts.join('')),
  aDate.map(date => date.slice(0, 7)),
  aDate.map(date => date.replaceAll('-', '/')),
  fc.constantFrom('2024-02-29', '2024-02-30', '2023-02-29', '1900-02-29', '2000-02-29', '2024-13-01'),
  fc.constantFrom('2024-00-10', '2024-01-00', '2024-04-31', '0000-01-01', '0001-01-01', '9999-12-31', 'soon'),
)
const someWords = fc.constantFrom(
  'Sales',
  'Sales Support',
  'SALES EMEA',
  'ÉCOLE',
  'école 2',
  'İstanbul',
  'Straße',
)

/** Keys of every kind of value, each with some of each kind, so that every operator finds sense and nonsense. */
const someKeys: fc.Arbitrary<Record<string, string[]>> = fc
  .uniqueArray(aWord, { minLength: 6, maxLength: 10, selector: plainText })
  .chain(names =>
    fc
      .tuple(
        ...names.map((_, index) => {
          const kinds = [someWords, anOddNumber, anOddDate, aWord]
          const main = kinds[index % kinds.length] ?? aWord
          return fc.uniqueArray(fc.oneof({ weight: 6, arbitrary: main }, ...kinds), {
            minLength: 2,
            maxLength: 30,
            size: 'max',
            selector: plainText,
          })
        }),
      )
      .map(values => Object.fromEntries(names.map((name, index) => [name, values[index] ?? []]))),
  )

/** As real values are: the first ones are everybody's, the last ones hardly anybody's. */
const skewed = (count: number) =>
  fc.tuple(fc.nat(count - 1), fc.nat(count - 1)).map(([a, b]) => Math.floor((a * b) / count))

export function aBigWorld(peopleCount: number): fc.Arbitrary<BigWorld> {
  return someKeys.chain(values => {
    const flat = Object.entries(values).flatMap(([key, own]) =>
      own.map((value): [string, string] => [key, value]),
    )
    const aTag = fc.oneof(
      skewed(flat.length),
      fc.nat(flat.length - 1),
      // Few tags for many people, so that conditions on them overlap.
      fc.nat(Math.min(9, flat.length - 1)),
    )
    const aPerson = fc.record({
      tags: fc
        .uniqueArray(aTag, { maxLength: 12, size: 'max' })
        .map(places => places.flatMap(place => (flat[place] ? [flat[place]] : []))),
      isActive: fc.nat(19).map(number => number > 0),
      gap: fc.oneof(
        { weight: 500, arbitrary: fc.constant(0) },
        { weight: 1, arbitrary: fc.integer({ min: 1, max: 100_000 }) },
      ),
    })
    const names = ['Base', 'Over it', 'Over both', 'Last']
    return fc.record({
      values: fc.constant(values),
      people: fc.array(aPerson, { minLength: peopleCount, maxLength: peopleCount, size: 'max' }),
      segments: fc
        .tuple(...names.map((_, index) => aRuleIn(values, names.slice(0, index))))
        .map(rules => names.map((name, index) => ({ name, rule: rules[index] ?? { all: [] } }))),
    })
  })
}

/** A rule over these keys and segments whose texts, numbers and dates are often near what people hold. */
export function aRuleIn(values: Record<string, string[]>, segments: readonly string[]): fc.Arbitrary<Rule> {
  const condition = aCondition(fc.constantFrom(...Object.keys(values)), key =>
    fc.constantFrom(...(values[key] ?? [])),
  )
  if (segments.length === 0) return aTree<Rule>(condition)
  const aReference = fc.constantFrom(...segments).map((segment): Rule => ({ segment }))
  return aTree<Rule>(fc.oneof({ weight: 8, arbitrary: condition }, { weight: 1, arbitrary: aReference }))
}
