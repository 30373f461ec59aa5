import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { asDone } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { somePeople } from '../../test/somePeople.ts'

let app: TestApp
let client: Client

beforeAll(async () => {
  app = await startApp()
  client = await app.client('editor')
  await somePeople(app.context, {
    Ada: { Department: 'Sales', Location: 'Dallas', Skill: ['First aid', 'Forklift'], Hired: '2020-05-01' },
    Ben: { Department: 'Sales', Location: 'New York', Grade: '3' },
    Cas: { Department: 'Marketing', Location: 'Dallas', Grade: '7', Level: 'high' },
    Eve: { Department: 'Slaes', Location: 'Boston', Skill: 'Forklift' },
    Fay: {},
  })
  await client.tags.create({ body: { key: 'Department', values: ['Legal', 'Finance', 'Research'] } })
  for (const [name, text] of [
    ['Dallas', 'Location is Dallas'],
    ['Sales in Dallas', 'Department is Sales and in segment Dallas'],
    ['First aiders', 'Skill is "First aid"'],
  ] as const)
    asDone(await client.segments.create({ body: { name, text } }))
})
afterAll(async () => await app.close())

type Asked = { text: string } | { rule: unknown }

async function notes(asked: string | Asked, compareTo?: number) {
  const body = (typeof asked === 'string' ? { text: asked } : asked) as { text: string }
  const answer = await (await app.client('viewer')).segments.preview({ body: { ...body, compareTo } })
  expect(answer.problems).toEqual([])
  return answer.notes
}

describe('the preview of a rule without mistakes', () => {
  test('says when nobody can ever fit, and which part contradicts itself', async () => {
    expect(await notes('Department is Sales and Location is Boston and Department missing')).toEqual([
      {
        kind: 'never',
        path: '',
        message:
          'Nobody can ever fit this rule: “Department is Sales and Department missing” contradicts itself.',
      },
    ])
    expect(await notes('in segment Dallas and not Location is Dallas')).toMatchObject([
      { kind: 'never', message: 'Nobody can ever fit this rule: it contradicts itself.' },
    ])
  })

  test('says when everybody fits', async () => {
    expect(await notes('Location is Boston or Skill exists or Skill missing')).toEqual([
      {
        kind: 'always',
        path: '',
        message:
          'Everybody fits this rule, whatever their tags: “Skill exists or Skill missing” is true of everyone.',
      },
    ])
  })

  test('says which part cannot matter, and why', async () => {
    const idle = async (text: string) => (await notes(text)).filter(note => note.kind === 'idle')
    expect(await idle('Department is Sales and Department exists and Grade exists')).toEqual([
      {
        kind: 'idle',
        path: 'all[1]',
        message: '“Department exists” changes nothing: whoever fits “Department is Sales” fits it anyway.',
      },
    ])
    expect(await idle('Grade > 3 or Grade > 5 or Skill is Forklift')).toMatchObject([
      { path: 'any[1]', message: '“Grade > 5” changes nothing: whoever fits it fits “Grade > 3” anyway.' },
    ])
    expect(await idle('none (Skill is Forklift, Skill is Forklift)')).toMatchObject([
      { path: 'none[1]', message: '“Skill is Forklift” is said twice; once is enough.' },
    ])
    expect(await idle('none (Skill exists, Skill is Forklift)')).toMatchObject([
      {
        path: 'none[1]',
        message: '“Skill is Forklift” changes nothing: whom it keeps out, “Skill exists” keeps out anyway.',
      },
    ])
    expect(await idle('Grade > 3 and (Skill exists or Skill missing)')).toMatchObject([
      {
        path: 'all[1]',
        message: '“Skill exists or Skill missing” is true of everyone, so it changes nothing here.',
      },
    ])
    expect(await idle('Grade > 3 or (Skill exists and Skill missing)')).toMatchObject([
      {
        path: 'any[1]',
        message: '“Skill exists and Skill missing” is true of nobody, so it changes nothing here.',
      },
    ])
    expect(await idle('Location is Dallas and (Location is not Dallas or Grade > 3)')).toMatchObject([
      {
        path: 'all[1].any[0]',
        message:
          '“Location is not Dallas” changes nothing: with the other parts, the rule means the same without it.',
      },
    ])
  })

  test('points at the value that cannot matter, in the spelling and place it was written', async () => {
    const text = 'Location is (boston, DALLAS, Dallas, "New York") and Location is not "New York"'
    expect(await notes(text)).toMatchObject([
      {
        kind: 'idle',
        path: 'all[0].values[3]',
        message:
          '“New York” in “Location is (boston, DALLAS, Dallas, "New York")” changes nothing: without it the rule means the same.',
      },
    ])
  })

  test('says so when it depends on the day, and only then', async () => {
    const said = async (text: string) => (await notes(text))[0]?.message
    expect(
      await said('Hired after 2019-01-01 and not Hired within last 1 month and Hired not within last 3 days'),
    ).toBe(
      '“Hired not within last 3 days” changes nothing: whoever fits “not Hired within last 1 month” fits it anyway. That is so today; it depends on the date.',
    )
    expect(await said('Hired before 2021-01-01 and not Hired within last 1 month and Hired exists')).toBe(
      '“Hired exists” changes nothing: whoever fits “Hired before 2021-01-01” fits it anyway.',
    )
    expect(await said('Hired within last 1 month and not Hired after 2019-01-01 and Skill exists')).toBe(
      'Nobody can ever fit this rule: “Hired within last 1 month and not Hired after 2019-01-01” contradicts itself. That is so today; it depends on the date.',
    )
    expect(await said('Hired within last 1 month and not Hired exists and Hired after 2019-01-01')).toBe(
      'Nobody can ever fit this rule: “Hired within last 1 month and not Hired exists” contradicts itself.',
    )
  })

  test('names the segments with the same people, for good or at the moment', async () => {
    const [dallas, sales] = (await client.segments.list({})).items
      .filter(segment => segment.name !== 'First aiders')
      .map(({ id, name }) => ({ id, name }))
    expect(await notes('Location is Dallas')).toEqual([
      {
        kind: 'sameAs',
        path: '',
        message: 'This means the same as the segment “Dallas”: they always have the same people.',
        related: [dallas],
      },
    ])
    expect(await notes('Location is Dallas', dallas?.id)).toEqual([])
    expect(await notes('Department is Sales and Location is Dallas')).toMatchObject([
      { kind: 'sameAs', message: expect.stringContaining('“Sales in Dallas”'), related: [sales] },
    ])
    expect(await notes('Hired exists or Grade is 7')).toEqual([
      {
        kind: 'sameAs',
        path: '',
        message: 'At the moment this reaches the same 2 people as the segment “Dallas”.',
        related: [dallas],
      },
    ])
  })

  test('names values that nobody has', async () => {
    const messages = async (text: string) =>
      (await notes(text)).map(({ kind, path, message }) => `${kind} ${path}: ${message}`)
    expect(await messages('Department is (Sales, Legal)')).toEqual([
      'nobodyHolds values[1]: Nobody has the Department “Legal” at the moment.',
    ])
    expect(await messages('Skill exists and Department is not (Legal, Finance, Research)')).toEqual([
      'nobodyHolds all[1]: Nobody has these values of Department at the moment: “Legal”, “Finance”, “Research”.',
    ])
    expect(await messages('Grade > 7 or Skill exists')).toEqual([
      'nobodyHolds any[0]: No value of Grade that anybody has fits “Grade > 7” at the moment.',
    ])
    expect(await messages('Level > 7 or Skill exists')).toEqual([
      'nobodyHolds any[0]: “Level > 7” fits nobody: no value of Level that anybody has is a plain number like 7.',
    ])
    expect(await messages('Skill exists or Department contains xyz')).toEqual([
      'nobodyHolds any[1]: No value of Department that anybody has fits “Department contains xyz” at the moment.',
    ])
    // How it is when nobody was hired lately.
    expect(await messages('Skill exists or Hired within last 7 days')).toEqual([])
  })

  test('asks whether a rare value is a common one misspelt', async () => {
    expect(await notes('Location exists and Department is (Marketing, Slaes)')).toEqual([
      {
        kind: 'lookAlike',
        path: 'all[1].values[1]',
        message: '“Slaes”, which 1 person has, looks like “Sales”, which 2 people have.',
        suggestion: 'Sales',
      },
    ])
    // The other way round, or with both, it is meant.
    expect(await notes('Location exists and Department is (Sales, Slaes, Marketing)')).toEqual([])
  })

  test.each([
    'Department is Sales and (Location is Dallas or Location is "New York")',
    'Department is Sales and Department is Marketing',
    'Grade >= 3 and Grade <= 7',
    'Department contains sa and Location is not Dallas',
    'Hired after 2019-01-01 and Hired not within last 90 days and Location is not Boston and Skill exists and Skill is not Forklift',
    'not Location is Dallas',
    'Department is Sales or in segment "First aiders"',
  ])('has nothing to remark on: %s', async text => {
    expect((await notes(text)).filter(note => note.kind !== 'sameAs')).toEqual([])
  })

  test('of a rule with problems, or one too large to look through, nothing is said', async () => {
    const viewer = await app.client('viewer')
    const answer = await viewer.segments.preview({
      body: { text: 'Departmnet missing and Departmnet exists' },
    })
    expect(answer).toMatchObject({ problems: [{ suggestion: 'Department' }], notes: [] })
    const rule = {
      all: Array.from({ length: 1_999 }, (_, at) => ({ key: 'Grade', op: 'lt', values: [`${at + 8}`] })),
    }
    expect(await notes({ rule })).toEqual([])
  })
})
