import { expect, test } from 'vitest'
import { readToken, recipientLink, signToken } from './recipientLink.ts'

const config = { baseUrl: 'https://muster.example.org', secret: 'a secret of at least thirty-two characters' }

test('a link names its workspace and person and is read back', () => {
  const link = recipientLink(config, { workspaceId: 3, personId: 1_000_000, generation: 1 })
  expect(link).toMatch(/^https:\/\/muster\.example\.org\/r\/[\w-]+$/)
  expect(readToken(config, link.slice(link.lastIndexOf('/') + 1))).toEqual({
    workspaceId: 3,
    personId: 1_000_000,
    generation: 1,
  })
})

test('a link is the same each time, so that reminders lead to the page the first mail led to', () => {
  const owner = { workspaceId: 1, personId: 2, generation: 1 }
  expect(signToken(config, owner)).toBe(signToken(config, owner))
})

test('each replacement makes another link, which says which one it is', () => {
  const links = [1, 2, 3].map(generation => signToken(config, { workspaceId: 1, personId: 2, generation }))
  expect(new Set(links).size).toBe(3)
  expect(links.map(token => readToken(config, token)?.generation)).toEqual([1, 2, 3])
})

test('whatever this server has not signed is nobody’s', () => {
  const token = signToken(config, { workspaceId: 3, personId: 17, generation: 1 })
  const later = signToken(config, { workspaceId: 3, personId: 17, generation: 2 })
  const other = signToken(
    { secret: 'another secret of at least thirty-two characters' },
    { workspaceId: 3, personId: 17, generation: 1 },
  )
  const altered = [
    '',
    'x',
    other,
    token.replace('1-3-17-', '1-3-18-'),
    token.replace('1-3-17-', '1-31-7-'),
    token.replace('1-3-17-', '2-3-17-'),
    token.replace('1-3-17-', '1-03-17-'),
    later.replace('2-3-17-2-', '2-3-17-3-'),
    later.replace('2-3-17-2-', '2-3-17-1-'),
    later.replace('2-3-17-2-', '1-3-17-'),
    `${token}A`,
    token.slice(0, -1),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
  ]
  for (const each of altered) expect(readToken(config, each)).toBeUndefined()
})
