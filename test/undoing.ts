import { afterEach, beforeEach } from 'vitest'
import { asDone, asPlan } from './answers.ts'
import { startApp, type TestApp } from './app.ts'
import type { Client } from './client.ts'
import { closeInOrder } from './closeInOrder.ts'

/** A fresh app for each test of a file, found in order when the test is over, and what tests of undoing ask of it. */
export function undoing() {
  let app: TestApp
  let client: Client
  beforeEach(async () => {
    app = await startApp()
    client = await app.client('editor')
  })
  afterEach(async () => await closeInOrder(app))
  return {
    get app() {
      return app
    },
    get client() {
      return client
    },
    undo: async (id: number) => asDone(await client.changes.undo({ params: { id } })),
    notesOf: async (id: number) =>
      asPlan(await client.changes.undo({ params: { id }, query: { dryRun: true } })).notes,
    update: async (id: number, body: Parameters<Client['people']['update']>[0]['body']) =>
      asDone(await client.people.update({ params: { id }, body })).changeId,
    tagsOf: async (id: number) =>
      (await client.people.get({ id })).tags.map(tag => `${tag.key}: ${tag.value}`).sort(),
  }
}
