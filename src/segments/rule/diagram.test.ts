import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createDiagram, FALSE, type Fn, TRUE, UNSURE } from './diagram.ts'

type Formula = number | { not: Formula } | { and: [Formula, Formula] }

const VARIABLES = 5
const aFormula = fc.letrec<{ formula: Formula }>(tie => ({
  formula: fc.oneof(
    { maxDepth: 6, depthSize: 'medium' },
    fc.nat(VARIABLES - 1),
    fc.record({ not: tie('formula') }, { noNullPrototype: true }),
    fc.record({ and: fc.tuple(tie('formula'), tie('formula')) }, { noNullPrototype: true }),
  ),
})).formula

function isTrue(formula: Formula, world: number): boolean {
  if (typeof formula === 'number') return (world & (1 << formula)) !== 0
  return 'not' in formula ? !isTrue(formula.not, world) : formula.and.every(each => isTrue(each, world))
}

function drawn(formula: Formula, diagram: ReturnType<typeof createDiagram>): Fn {
  if (typeof formula === 'number') return diagram.some([formula])
  if ('not' in formula) return diagram.not(drawn(formula.not, diagram))
  return diagram.and(drawn(formula.and[0], diagram), drawn(formula.and[1], diagram))
}

const worlds = Array.from({ length: 1 << VARIABLES }, (_, world) => world)

test('two functions are the same number exactly when they agree everywhere', () => {
  fc.assert(
    fc.property(aFormula, aFormula, (a, b) => {
      const diagram = createDiagram()
      const agree = worlds.every(world => isTrue(a, world) === isTrue(b, world))
      expect(drawn(a, diagram) === drawn(b, diagram)).toBe(agree)
      expect(drawn(a, diagram) === FALSE).toBe(!worlds.some(world => isTrue(a, world)))
      expect(drawn(a, diagram) === TRUE).toBe(worlds.every(world => isTrue(a, world)))
    }),
    { numRuns: 2_000 },
  )
})

test('some and every are what they say, also of no variable', () => {
  const { and, not, some, every } = createDiagram()
  expect(every([0, 2])).toBe(and(some([0]), some([2])))
  expect(some([0, 2])).toBe(not(and(not(some([0])), not(some([2])))))
  expect([some([]), every([])]).toEqual([FALSE, TRUE])
})

test('a function asks for what makes a difference to it', () => {
  const { and, not, some, every, asks } = createDiagram()
  expect([...asks(and(some([0, 3]), not(some([1]))))].sort()).toEqual([0, 1, 3])
  expect([...asks(not(and(not(every([0, 2])), not(and(some([2]), not(some([0])))))))]).toEqual([2])
  expect([...asks(TRUE)]).toEqual([])
})

test('what would take too much is unsure, and stays so unless the rest decides', () => {
  const { and, not, some } = createDiagram({ nodes: 6, steps: 100 })
  const pairs = [0, 1, 2, 3].map(at => not(and(some([at]), some([at + 4]))))
  expect(pairs.at(-1)).toBe(UNSURE)
  expect(and(UNSURE, some([0]))).toBe(UNSURE)
  expect(not(UNSURE)).toBe(UNSURE)
  expect(and(UNSURE, FALSE)).toBe(FALSE)
})
