import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type DiffPart, textDiff } from './textDiff.ts'

const shown = (parts: DiffPart[]) =>
  parts
    .map(
      ({ kind, text }) =>
        ({ same: text, added: `{+${text.trim()}+} `, removed: `{-${text.trim()}-} ` })[kind],
    )
    .join('')
    .trim()

test.each([
  ['Team is Red', 'Team is Red', 'Team is Red'],
  ['Team is Red', 'Team is Blue', 'Team is {-Red-} {+Blue+}'],
  ['Team is Red', 'Team is Red and Site is Lima', 'Team is Red {+and Site is Lima+}'],
  ['Team is (Red, Blue)', 'Team is (Red, Blue, Green)', 'Team is (Red, Blue{+, Green+} )'],
  ['Site is "New York"', 'Site is "New Orleans"', 'Site is {-"New York"-} {+"New Orleans"+}'],
  ['Team is Red and Site is Lima', 'Team is Red', 'Team is Red {-and Site is Lima-}'],
  ['', 'Team exists', '{+Team exists+}'],
])('from %s to %s', (before, after, difference) => {
  expect(shown(textDiff(before, after))).toBe(difference)
})

test('without what came it is the old text, without what went the new one, but for spaces', () => {
  const word = fc.constantFrom('Team', 'is', '"New \\"York"', '(', ')', ',', 'and', ' ', '  ', '"', 'ä')
  const text = fc.array(word, { maxLength: 12 }).map(words => words.join(' '))
  const plain = (value: string) => value.replaceAll(/\s/g, '')
  fc.assert(
    fc.property(text, text, (before, after) => {
      const parts = textDiff(before, after)
      const without = (kind: DiffPart['kind']) =>
        plain(
          parts
            .filter(part => part.kind !== kind)
            .map(part => part.text)
            .join(''),
        )
      expect([without('added'), without('removed')]).toEqual([plain(before), plain(after)])
    }),
  )
})
