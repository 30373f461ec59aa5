import { readFileSync } from 'node:fs'
import type { TestApp } from '../app.ts'
import { importFile } from '../upload.ts'

/** A workspace as it looks after some weeks of use: the sample people, segments, and assignments in every state. */
export async function sampleWorkspace(app: TestApp) {
  await importFile(app, 'people.csv', readFileSync(new URL('../../samples/people.csv', import.meta.url)))
  const client = await app.client('owner')
  const segment = async (name: string, text: string, description = '') => {
    const made = await client.segments.create({ query: {}, body: { name, text, description } })
    if (!('rule' in made)) throw new Error('Expected a segment.')
    return made
  }
  const { items: keys } = await client.tags.keys({})
  const tags = (await client.tags.list({ key: 'Department', limit: 500 })).items.sort(
    (a, b) => b.people - a.people,
  )
  const locations = (await client.tags.list({ key: 'Location', limit: 500 })).items.sort(
    (a, b) => b.people - a.people,
  )
  const quote = (value: string) => JSON.stringify(value)
  const department = tags[0]?.value ?? ''
  const second = tags[1]?.value ?? ''
  const location = locations[0]?.value ?? ''
  const first = await segment(`${department} people`, `Department is ${quote(department)}`)
  const both = await segment(
    `${department} in ${location}`,
    `Department is ${quote(department)} and Location is ${quote(location)}`,
    'Who can be called to the office at short notice.',
  )
  await segment(
    `${department} or ${second}, not in ${location}`,
    `(Department is ${quote(department)} or Department is ${quote(second)}) and not Location is ${quote(location)}`,
  )
  const assignment = async (title: string, include: number[]) => {
    const made = await client.assignments.create({
      query: {},
      body: {
        title,
        instructions:
          'Please read the **short guide** and confirm.\n\n1. Read it.\n2. Ask if anything is unclear.\n3. Confirm.',
        link: 'https://example.org/guide',
        audience: { include, exclude: [] },
        due: { afterDays: 14 },
      },
    })
    if (!('title' in made)) throw new Error('Expected an assignment.')
    return made
  }
  const live = await assignment('Fire safety, yearly refresher', [both.id])
  await assignment('New travel policy', [first.id])
  await client.assignments.publish({ params: { id: live.id }, query: {} })
  const { items: recipients } = await client.assignments.recipients({ id: live.id, limit: 20 })
  for (const [index, { person }] of recipients.entries()) {
    if (index % 3 === 0)
      await client.assignments.updateRecipient({
        params: { id: live.id, personId: person.id },
        query: {},
        body: { status: 'completed' },
      })
  }
  return { keys, segment: both, assignment: live, recipient: recipients[1] }
}
