import { readFileSync } from 'node:fs'
import type { TestApp } from '../app.ts'
import { importFile, upload } from '../upload.ts'

/** A workspace as it looks after some weeks of use: the sample people, segments, and assignments in every state. */
export async function sampleWorkspace(app: TestApp) {
  await importFile(app, 'people.csv', readFileSync(new URL('../../samples/people.csv', import.meta.url)))
  const client = await app.client('owner')
  const segment = async (name: string, text: string, description = '') => {
    const made = await client.segments.create({ query: {}, body: { name, text, description } })
    if (!('rule' in made)) throw new Error('Expected a segment.')
    return made
  }
  const tags = (await client.tags.list({ key: 'Department', limit: 500 })).items.sort(
    (a, b) => b.people - a.people,
  )
  const locations = (await client.tags.list({ key: 'Location', limit: 500 })).items.sort(
    (a, b) => b.people - a.people,
  )
  const quote = (value: string) => JSON.stringify(value)
  const department = tags[0]?.value ?? ''
  const another = tags[1]?.value ?? ''
  const location = locations[0]?.value ?? ''
  const first = await segment(`${department} people`, `Department is ${quote(department)}`)
  const both = await segment(
    `${department} in ${location}`,
    `Department is ${quote(department)} and Location is ${quote(location)}`,
    'Who can be called to the office at short notice.',
  )
  await segment(
    `${department} or ${another}, not in ${location}`,
    `(Department is ${quote(department)} or Department is ${quote(another)}) and not Location is ${quote(location)}`,
  )
  await client.webhooks.create({
    body: {
      url: 'https://hr.acme.example/hooks/muster',
      description: 'HR system',
      events: ['assignment.received', 'assignment.completed'],
    },
  })
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
  const draft = await assignment('New travel policy', [first.id])
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
  const recipient = recipients[1]
  if (!recipient) throw new Error('Expected recipients.')
  await client.people.update({
    params: { id: recipient.person.id },
    query: {},
    body: { tags: { Location: ['Lisbon'], Region: ['EMEA'] } },
  })
  const second = await upload(app, { name: 'second list.csv', content: SECOND_LIST })
  await client.access.invite({ query: {}, body: { email: 'vera@example.com', role: 'viewer' } })
  await client.guide.sendFeedback({
    params: { slug: 'making-a-segment' },
    body: { answered: false, remark: 'How do I leave somebody out?' },
  })
  return { segment: both, live, draft, recipient: recipients[2] ?? recipient, upload: second.import }
}

/** Some rows that cannot be taken, and a value that looks like another. */
const SECOND_LIST = `email,first_name,last_name,Department,Location
new.one@example.org,Nora,New,Sales,Dallas
not an address,Otto,Odd,Sales,Dallas
new.two@example.org,,Nameless,sales,Dallas
new.three@example.org,Tess,Third,Sale,Austin
`
