import { type AddressInfo, connect } from 'node:net'
import fastify from 'fastify'
import { afterEach, expect, it, vi } from 'vitest'
import { startApp, type TestApp } from '../../test/app.ts'
import { eventsRoute } from './events.ts'

const open: TestApp[] = []
afterEach(async () => {
  vi.useRealTimers()
  vi.restoreAllMocks()
  for (const app of open.splice(0)) await app.close()
})

async function listen() {
  const t = await startApp()
  open.push(t)
  const response = await t.fetch('/api/v1/events', {}, 'viewer')
  expect(response.headers.get('content-type')).toContain('text/event-stream')
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader()
  if (!reader) throw new Error('no body')
  let heard = ''
  const all = (async () => {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      heard += value
    }
  })()
  return { t, all, heard: () => heard }
}

it('tells of a change of this process at once', async () => {
  const { t, heard } = await listen()
  t.context.live.changed(t.workspaceId, 7)
  t.context.live.tell(t.workspaceId, { event: 'message', data: { id: 3 } })
  await expect.poll(heard).toContain('event: change\ndata: {"version":7}\n\n')
  expect(heard()).toContain('event: message\ndata: {"id":3}\n\n')
})

it('tells of a change of another process within a second', async () => {
  const { t, heard } = await listen()
  // The first look learns where the workspace stands.
  await new Promise(resolve => setTimeout(resolve, 600))
  await t.context.db.write
    .updateTable('workspace')
    .set({ version: 9 })
    .where('id', '=', t.workspaceId)
    .execute()
  await expect.poll(heard, { timeout: 2_000 }).toContain('event: change\ndata: {"version":9}')
})

it('does not tell another workspace', async () => {
  const { t, heard } = await listen()
  const other = await t.anotherWorkspace()
  t.context.live.changed(other.workspaceId, 5)
  t.context.live.changed(t.workspaceId, 6)
  await expect.poll(heard).toContain('"version":6')
  expect(heard()).not.toContain('"version":5')
})

it('ends when the server stops', async () => {
  const { t, all } = await listen()
  open.length = 0
  await t.close()
  await expect(all).resolves.toBeUndefined()
})

it('stops within a minute for a key that was revoked', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const { t, all, heard } = await listen()
  await vi.advanceTimersByTimeAsync(60_000)
  await expect.poll(heard).toContain(': \n\n')
  await t.context.db.write.deleteFrom('api_key').where('name', '=', 'viewer').execute()
  t.context.live.changed(t.workspaceId, 3)
  await expect.poll(heard).toContain('"version":3')
  await vi.advanceTimersByTimeAsync(60_000)
  await expect(all).resolves.toBeUndefined()
})

it('needs somebody', async () => {
  const t = await startApp()
  open.push(t)
  expect((await t.fetch('/api/v1/events', {}, null)).status).toBe(401)
})

it('forgets who went away before they were admitted: no timer is left that keeps the process from ending', async () => {
  const t = await startApp()
  open.push(t)
  const asked = Promise.withResolvers<void>()
  const gone = Promise.withResolvers<void>()
  // A database that takes its time to say whose key it is.
  const read = t.context.db.read.withPlugin({
    transformQuery: ({ node }) => node,
    async transformResult({ result }) {
      asked.resolve()
      await gone.promise
      return result
    },
  })
  const app = fastify()
  eventsRoute(app, { ...t.context, db: { ...t.context.db, read } })
  const replied = Promise.withResolvers<void>()
  app.addHook('onRequest', async (_, { raw }) => void raw.on('close', replied.resolve))
  await app.listen({ host: '127.0.0.1', port: 0 })
  const { port } = app.server.address() as AddressInfo
  const timers = vi.spyOn(globalThis, 'setInterval')
  const socket = connect(port, '127.0.0.1')
  const head = ['GET /api/v1/events HTTP/1.1', 'Host: here', `Authorization: Bearer ${await t.key()}`]
  socket.write(`${head.join('\r\n')}\r\n\r\n`)
  await asked.promise
  socket.resetAndDestroy()
  await replied.promise
  gone.resolve()
  await app.close()
  expect(timers.mock.calls.filter(([, delay]) => delay === 20_000 || delay === 60_000)).toEqual([])
})
