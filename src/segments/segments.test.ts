import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { asDone, asPlan, refusal } from '../../test/answers.ts'
import { startApp, type TestApp } from '../../test/app.ts'
import type { Client } from '../../test/client.ts'
import { closeInOrder } from '../../test/closeInOrder.ts'
import { somePeople } from '../../test/somePeople.ts'
import { NEEDS_TAG, type Rule } from './rule/rule.ts'

let app: TestApp
let client: Client

beforeEach(async () => {
  app = await startApp()
  client = await app.client('editor')
  await somePeople(app.context, {
    Ada: { Department: 'Sales', Location: 'Dallas', Skill: ['First aid', 'Forklift'] },
    Ben: { Department: 'Sales', Location: 'New York' },
    Cas: { Department: 'Marketing', Location: 'Dallas', Grade: '7' },
    Dee: {},
  })
})
afterEach(async () => await closeInOrder(app))

const create = async (name: string, text: string) =>
  asDone(await client.segments.create({ body: { name, text } }))
const names = async (id: number) => (await client.segments.people({ id })).items.map(each => each.firstName)
const many = (rule: Rule, levels: number): Rule => (levels === 0 ? rule : { all: [many(rule, levels - 1)] })

describe('creating', () => {
  test('a segment of one tag reaches who carries it, by its text and as a tree', async () => {
    const byText = await create('Sales', 'Department is sales')
    const byRule = asDone(
      await client.segments.create({
        body: { name: 'Sales too', rule: { key: 'Department', op: 'is', values: ['Sales'] } },
      }),
    )
    expect(byText.rule).toEqual(byRule.rule)
    expect(byText).toMatchObject({
      text: 'Department is Sales',
      sentence: 'People whose Department is Sales',
      people: 2,
      version: byText.changeId,
      usedBy: { segments: [], assignments: [] },
    })
    expect(await names(byText.id)).toEqual(['Ada', 'Ben'])
  })

  test('a segment of two tags with the “all” method reaches who carries both', async () => {
    const segment = await create('Dallas Sales People', 'Department is Sales and Location is Dallas')
    expect(await names(segment.id)).toEqual(['Ada'])
  })

  test('a dry run shows who would enter and writes nothing', async () => {
    const plan = asPlan(
      await client.segments.create({
        query: { dryRun: true },
        body: { name: 'Sales', text: 'Department is Sales' },
      }),
    )
    expect(plan.summary).toBe('Create the segment “Sales”')
    expect(plan.segments).toMatchObject([{ name: 'Sales', entered: 2, before: 0, after: 2 }])
    expect(plan.segments[0]?.sample.entered.map(each => each.firstName)).toEqual(['Ada', 'Ben'])
    expect((await client.segments.list({})).total).toBe(0)
    const page = await client.changes.planPeople({
      id: plan.id ?? '',
      part: `segment:${plan.segments[0]?.id}`,
      side: 'entered',
    })
    expect(page.items.map(each => each.firstName)).toEqual(['Ada', 'Ben'])
  })

  test.each([
    ['a rule without a tag', { rule: { all: [] } }, NEEDS_TAG],
    ['an empty text', { text: ' ' }, NEEDS_TAG],
    ['neither face', {}, 'Give the rule either as “rule” (JSON) or as “text”.'],
    [
      'both faces',
      { rule: { key: 'Department', op: 'exists' } as Rule, text: 'Department exists' },
      'Give the rule either as “rule” (JSON) or as “text”.',
    ],
  ])('%s is refused with a sentence', async (_, body, sentence) => {
    const { status, problem } = await refusal(client.segments.create({ body: { name: 'X', ...body } }))
    expect(status).toBe(422)
    expect(problem.detail).toContain(sentence)
  })

  test('every problem of a rule has its place in the body', async () => {
    const rule: Rule = {
      all: [
        { key: 'Department', op: 'is', values: ['Sales'] },
        { key: 'Departmnt', op: 'exists' },
        { key: 'Location', op: 'is', values: ['Dalas'] },
      ],
    }
    const { problem } = await refusal(client.segments.create({ body: { name: 'X', rule } }))
    expect(problem.errors).toEqual([
      {
        path: 'rule.all[1].key',
        message: 'There is no tag key “Departmnt”. Did you mean “Department”?',
      },
      {
        path: 'rule.all[2].values[0]',
        message: 'There is no tag “Location: Dalas”. Did you mean “Dallas”?',
      },
    ])
  })

  test('a mistake in the text is told with its line and column', async () => {
    const { problem } = await refusal(
      client.segments.create({ body: { name: 'X', text: 'Department is Sales\nand Location is Dalas' } }),
    )
    expect(problem.errors).toEqual([
      {
        path: 'text',
        message: 'Line 2, column 17: There is no tag “Location: Dalas”. Did you mean “Dallas”?',
      },
    ])
  })

  test('a rule nested too deep is refused, one just within the limit is taken', async () => {
    const leaf: Rule = { key: 'Department', op: 'is', values: ['Sales'] }
    const deep = await refusal(client.segments.create({ body: { name: 'X', rule: many(leaf, 32) } }))
    expect(deep.problem.detail).toContain('32 levels deep')
    const taken = asDone(await client.segments.create({ body: { name: 'X', rule: many(leaf, 31) } }))
    expect(await names(taken.id)).toEqual(['Ada', 'Ben'])
  })

  test('a name is one segment’s alone, whatever its case and spaces', async () => {
    const first = await create('Sales', 'Department is Sales')
    const { status, problem } = await refusal(create(' SALES ', 'Department is Marketing'))
    expect(status).toBe(409)
    expect(problem.detail).toContain('There is a segment “Sales” already.')
    expect(problem.segment).toEqual({ id: first.id, name: 'Sales' })
  })

  test('every kind of condition can be saved, and reads back as it was written', async () => {
    const texts = [
      'Department is (Sales, Marketing)',
      'Department is not Sales',
      'Skill has all ("First aid", Forklift)',
      'Skill exists',
      'Skill missing',
      'Department contains al',
      'Department starts with (Sa, Ma)',
      'Department ends with ing',
      'Grade < 8',
      'Grade >= 7',
      'Grade between 1 and 9',
      'Grade before 2026-01-01',
      'Grade within last 30 days',
      'Grade not within last 2 weeks',
      'Department is Sales and (Location is Dallas or Location is "New York") and not Skill exists',
    ]
    for (const [index, text] of texts.entries()) {
      const segment = await create(`Segment ${index}`, text)
      expect(segment.text).toBe(text)
    }
  })
})

describe('changing', () => {
  test('a new rule moves people at once; the same content writes no change', async () => {
    const segment = await create('S', 'Department is Sales')
    const changed = asDone(
      await client.segments.update({
        params: { id: segment.id },
        body: { text: 'Department is Marketing', expectedVersion: segment.version },
      }),
    )
    expect(changed).toMatchObject({ people: 1, version: changed.changeId, name: 'S' })
    expect(await names(segment.id)).toEqual(['Cas'])
    const again = asDone(
      await client.segments.update({
        params: { id: segment.id },
        body: { text: 'Department is "marketing"', name: 'S', description: '' },
      }),
    )
    expect(again.changeId).toBe(changed.changeId)
    expect(again.version).toBe(changed.version)
  })

  test('whoever edits an old state is told who changed it since, and gets the present one', async () => {
    const segment = await create('S', 'Department is Sales')
    await (await app.client('admin')).segments.update({
      params: { id: segment.id },
      body: { text: 'Department is Marketing' },
    })
    const { status, problem } = await refusal(
      client.segments.update({
        params: { id: segment.id },
        body: { name: 'Mine', expectedVersion: segment.version },
      }),
    )
    expect(status).toBe(409)
    expect(problem.detail).toMatch(/^“S” was changed by admin at .+, since you opened it\./)
    expect(problem.segment).toMatchObject({ id: segment.id, text: 'Department is Marketing' })
  })

  test('renaming leaves the rules that refer to it right, and the plan’s version guards the commit', async () => {
    const inner = await create('Inner', 'Department is Sales')
    const outer = await create('Outer', 'in segment Inner and Location is Dallas')
    const plan = asPlan(
      await client.segments.update({
        params: { id: inner.id },
        query: { dryRun: true },
        body: { name: 'Core' },
      }),
    )
    expect(plan.segments).toEqual([])
    await create('Other', 'Department is Sales')
    const stale = await refusal(
      client.segments.update({
        params: { id: inner.id },
        query: { expectedVersion: plan.version },
        body: { name: 'Core' },
      }),
    )
    expect(stale.problem.plan.version).toBe(plan.version + 1)
    await client.segments.update({ params: { id: inner.id }, body: { name: 'Core' } })
    expect((await client.segments.get({ id: outer.id })).text).toBe('in segment Core and Location is Dallas')
    expect((await client.segments.get({ id: inner.id })).usedBy.segments).toEqual([
      { id: outer.id, name: 'Outer' },
    ])
  })

  test('a circle is refused with its names', async () => {
    const a = await create('A', 'Department is Sales')
    await create('B', 'in segment A or Location is Dallas')
    await create('C', 'in segment B')
    const { status, problem } = await refusal(
      client.segments.update({ params: { id: a.id }, body: { text: 'in segment C' } }),
    )
    expect(status).toBe(422)
    expect(problem.detail).toContain('“A” → “C” → “B” → “A”')
    expect(problem.errors[0].path).toBe('text')
    expect(problem.errors[0].message).toMatch(/^Line 1, column 12: These segments/)
  })

  test('of a circle too long to read the middle is left out', async () => {
    const first = await create('0', 'Department is Sales')
    for (let at = 1; at < 40; at++) await create(`${at}`, `in segment "${at - 1}"`)
    const body = { text: 'in segment "39"' }
    const { problem } = await refusal(client.segments.update({ params: { id: first.id }, body }))
    expect(problem.detail).toContain('“0” → “39” → “38”')
    expect(problem.detail).toContain(' → “31” → 21 more → “9” → ')
    expect(problem.detail).toContain('“1” → “0”. Take one')
  })

  test('a segment that names itself is told so, and need not look for another', async () => {
    const a = await create('A', 'Department is Sales')
    const body = { text: 'Location is Dallas or in segment A' }
    const { problem } = await refusal(client.segments.update({ params: { id: a.id }, body }))
    const message = '“A” cannot be in its own rule: take it out there.'
    expect(problem.detail).toBe(`Line 1, column 34: ${message}`)
    const { problems } = await client.segments.preview({ body: { ...body, compareTo: a.id } })
    expect(problems).toEqual([{ path: 'any[1].segment', message, line: 1, column: 34 }])
  })

  test('a circle in a text is told with line and column, one in a tree with its path', async () => {
    const a = await create('A', 'Department is Sales')
    await create('B', 'in segment A or Location is Dallas')
    await create('C', 'in segment B')
    const text = 'Location is Dallas\r\nor not (Department is Sales or\n  in segment "c") or in segment C'
    const preview = async (body: { text?: string; rule?: Rule }) =>
      (await client.segments.preview({ body: { ...body, compareTo: a.id } })).problems
    const message = expect.stringContaining('“A” → “C” → “B” → “A”')
    const path = 'any[1].none[0].any[1].segment'
    expect(await preview({ text })).toEqual([{ path, message, line: 3, column: 14 }])
    const { rule } = await client.segments.preview({ body: { text } })
    expect(await preview({ rule: rule ?? undefined })).toEqual([{ path, message }])
    const update = async (body: object) =>
      (await refusal(client.segments.update({ params: { id: a.id }, body }))).problem.errors[0]
    expect((await update({ text })).message).toMatch(/^Line 3, column 14: These segments/)
    expect(await update({ rule })).toMatchObject({ path: 'rule', message: expect.stringMatching(/^These/) })
  })

  test('two people who save the two halves of a circle at once: one of them is refused', async () => {
    const a = await create('A', 'Department is Sales')
    const b = await create('B', 'Department is Sales')
    const halves = [
      client.segments.update({ params: { id: a.id }, body: { text: 'in segment B' } }),
      client.segments.update({ params: { id: b.id }, body: { text: 'in segment A' } }),
    ]
    const answers = await Promise.allSettled(halves)
    expect(answers.map(answer => answer.status).sort()).toEqual(['fulfilled', 'rejected'])
  })
})

test('a rule that writes another spelling is told the name', async () => {
  const { items } = await client.tags.list({ key: 'Department' })
  const tag = (value: string) => items.find(each => each.value === value)?.id ?? 0
  await client.tags.merge({ params: { id: tag('Marketing') }, body: { into: tag('Sales') } })
  const text = 'Location is Dallas or Department is Marketing'
  const message = 'There is no tag “Department: Marketing”. It is another spelling of “Sales”.'
  const { problems } = await client.segments.preview({ body: { text } })
  expect(problems).toEqual([{ path: '', message, suggestion: 'Sales', line: 1, column: 37 }])
  const { problem } = await refusal(client.segments.create({ body: { name: 'Old', text } }))
  expect(problem.detail).toBe(`Line 1, column 37: ${message}`)
  expect((await refusal(client.people.list({ where: text }))).problem.detail).toContain(message)
})

describe('deleting', () => {
  test('is refused while a segment or an assignment uses it, with both named', async () => {
    const inner = await create('Inner', 'Department is Sales')
    const outer = await create('Outer', 'in segment Inner')
    const { status, problem } = await refusal(client.segments.remove({ params: { id: inner.id } }))
    expect(status).toBe(409)
    expect(problem.detail).toContain('“Inner” is used by the segment “Outer”.')
    expect(problem.dependents).toEqual([{ kind: 'segment', id: outer.id, name: 'Outer' }])
    await create('Third', 'in segment Inner')
    const again = await refusal(client.segments.remove({ params: { id: inner.id } }))
    expect(again.problem.detail).toContain('is used by the segment “Outer” and the segment “Third”.')
    const assignment = asDone(
      await client.assignments.create({
        body: { title: 'Read this', audience: { include: [outer.id], exclude: [] } },
      }),
    )
    const used = await refusal(client.segments.remove({ params: { id: outer.id } }))
    expect(used.problem.dependents).toEqual([{ kind: 'assignment', id: assignment.id, name: 'Read this' }])
    expect((await client.segments.get({ id: outer.id })).usedBy.assignments).toHaveLength(1)
  })

  test('a segment that nothing uses goes, and its plan says who leaves', async () => {
    const segment = await create('S', 'Department is Sales')
    const plan = asPlan(await client.segments.remove({ params: { id: segment.id }, query: { dryRun: true } }))
    expect(plan.segments).toMatchObject([{ name: 'S', entered: 0, left: 2, before: 2, after: 0 }])
    asDone(await client.segments.remove({ params: { id: segment.id } }))
    expect((await refusal(client.segments.get({ id: segment.id }))).status).toBe(404)
    await create('S', 'Department is Marketing')
  })
})

describe('the list', () => {
  test('is searched, sorted and paged without gaps or repeats', async () => {
    for (const name of ['Level 10', 'Level 2', 'Sales people', 'École', 'level 1'])
      await create(
        name,
        name.toLowerCase().startsWith('l') ? 'Department is Sales' : 'Location is Dallas or Skill missing',
      )
    const order = async (input: Parameters<Client['segments']['list']>[0]) => {
      const seen: string[] = []
      for (let cursor: string | undefined; ; ) {
        const page = await client.segments.list({ ...input, cursor, limit: 2 })
        expect(page.total).toBe(input.q ? 3 : 5)
        seen.push(...page.items.map(segment => segment.name))
        if (page.nextCursor === null) return seen
        cursor = page.nextCursor
      }
    }
    const byName = ['École', 'level 1', 'Level 2', 'Level 10', 'Sales people']
    expect(await order({})).toEqual(byName)
    expect(await order({ sort: '-name' })).toEqual([...byName].reverse())
    expect(await order({ q: 'LEVEL' })).toEqual(['level 1', 'Level 2', 'Level 10'])
    expect((await order({ sort: '-people' })).slice(0, 2).sort()).toEqual(['Sales people', 'École'])
    expect((await order({ sort: 'updated' }))[0]).toBe('Level 10')
    const foreign = await refusal(client.segments.list({ cursor: 'nonsense' }))
    expect(foreign.status).toBe(422)
  })
})
