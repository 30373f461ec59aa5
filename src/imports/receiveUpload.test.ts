import { existsSync, readdirSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import multipart from '@fastify/multipart'
import { type FastifyInstance, fastify } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { problemOf } from '../http/problem.ts'
import { receiveUpload, UPLOADS } from './receiveUpload.ts'

const STALLED_MS = 150
let folder: string
let server: FastifyInstance
let port: number

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-uploads-'))
  server = fastify({ forceCloseConnections: true })
  await server.register(multipart)
  server.setErrorHandler((error, request, reply) => {
    const problem = problemOf(error, request.id)
    return reply.status(problem.status).send(problem)
  })
  server.post('/', async request => {
    const { fileName } = await receiveUpload(request, folder, 1024 * 1024, STALLED_MS)
    return { fileName }
  })
  await server.listen({ port: 0, host: '127.0.0.1' })
  port = (server.server.address() as AddressInfo).port
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

const HEAD =
  'POST / HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: 500000\r\n\r\n'
const PART = '--b\r\ncontent-disposition: form-data; name="file"; filename="a.csv"\r\n\r\nemail,first'
const spooled = () => (existsSync(join(folder, UPLOADS)) ? readdirSync(join(folder, UPLOADS)) : [])

test.each([
  ['in the middle of its file', HEAD + PART],
  ['before its first part', HEAD],
])('an upload that stalls %s is closed with the reason, and nothing of it stays', async (_, sent) => {
  const socket = connect(port, '127.0.0.1')
  let answer = ''
  socket.setEncoding('utf8').on('data', text => {
    answer += text
  })
  socket.write(sent)
  await expect.poll(() => answer).toContain('Nothing of the upload has come for 0.15 seconds')
  expect(answer).toContain('HTTP/1.1 422')
  await expect.poll(spooled).toEqual([])
  socket.destroy()
})

test('an upload that only comes slowly is taken', async () => {
  const socket = connect(port, '127.0.0.1')
  const body = `${PART}\r\n--b--\r\n`
  let answer = ''
  socket.setEncoding('utf8').on('data', text => {
    answer += text
  })
  socket.write(HEAD.replace('500000', String(body.length)))
  for (let at = 0; at < body.length; at += 30) {
    socket.write(body.slice(at, at + 30))
    await new Promise(resolve => setTimeout(resolve, STALLED_MS / 3))
  }
  await expect.poll(() => answer).toContain('{"fileName":"a.csv"}')
  socket.destroy()
})
