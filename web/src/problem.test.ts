import { expect, test } from 'vitest'
import { fieldErrors } from './parts/fieldErrors.ts'
import { ProblemError, problemOf, readProblem } from './problem.ts'

test('a problem keeps what the server said, by field too', async () => {
  const body = {
    title: 'Not taken',
    detail: 'tags: no',
    status: 422,
    errors: [{ path: 'tags.Department[0]', message: 'Too long.' }],
  }
  const problem = await readProblem(new Response(JSON.stringify(body), { status: 422 }))
  expect(problem).toMatchObject({ title: 'Not taken', status: 422 })
  expect(fieldErrors(new ProblemError(problem))).toEqual({ 'tags.Department.0': 'Too long.' })
})

test('a proxy’s page instead of a problem still gives a sentence', async () => {
  const problem = await readProblem(new Response('<h1>Bad gateway</h1>', { status: 502 }))
  expect(problem).toMatchObject({
    title: 'The server answered 502',
    detail: 'Try again in a moment.',
    errors: [],
  })
})

test('silence is told apart from a defect', () => {
  expect(problemOf(new TypeError('Failed to fetch')).title).toBe('The server does not answer')
  expect(problemOf(new TypeError('x is not a function')).title).toBe('Something went wrong here')
})
