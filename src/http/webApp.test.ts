import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fastify } from 'fastify'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { webApp } from './webApp.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'muster-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function serving() {
  const app = fastify()
  await webApp(app, folder)
  return app
}

async function build() {
  await mkdir(join(folder, 'assets'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Muster</title>')
  await writeFile(join(folder, 'assets/app-1a2b.js'), 'run()')
  await writeFile(join(folder, 'icon.svg'), '<svg/>')
  await writeFile(join(folder, 'secret.env'), 'hidden')
}

it('gives its page for every address that is not a file, and asks to look again each time', async () => {
  await build()
  const app = await serving()
  for (const url of ['/', '/people', '/invitation/some.token', '/segments/3?tab=rule']) {
    const { statusCode, headers, body } = await app.inject({ url })
    expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-cache'])
    expect(body).toContain('Muster')
  }
})

it('gives hashed files for good', async () => {
  await build()
  const { statusCode, headers } = await (await serving()).inject({ url: '/assets/app-1a2b.js' })
  expect(statusCode).toBe(200)
  expect(headers['cache-control']).toBe('public, max-age=31536000, immutable')
})

it('says 404 for a file that is not there, and never leaves its folder', async () => {
  await build()
  const app = await serving()
  for (const url of ['/assets/none.js', '/assets/../secret.env', '/assets/%2e%2e/secret.env', '/api/none']) {
    const { body, statusCode } = await app.inject({ url })
    expect(body).not.toContain('hidden')
    expect([url, statusCode === 200 && !body.includes('Muster')]).toEqual([url, false])
  }
  expect((await app.inject({ url: '/assets/none.js' })).statusCode).toBe(500)
  expect((await app.inject({ url: '/icon.svg' })).statusCode).toBe(200)
})

it('says how to build the app while it is not built', async () => {
  const { statusCode, body } = await (await serving()).inject({ url: '/' })
  expect(statusCode).toBe(503)
  expect(body).toContain('npm run build')
})
