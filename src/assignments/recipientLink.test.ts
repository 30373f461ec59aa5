import { expect, test } from 'vitest'
import { readToken, recipientLink, signToken } from './recipientLink.ts'

const config = { baseUrl: 'https://muster.example.org', secret: 'a secret of at least thirty-two characters' }

test('a link names its workspace and person and is read back', () => {
  const link = recipientLink(config, 3, 1_000_000)
  expect(link).toMatch(/^https:\/\/muster\.example\.org\/r\/[\w-]+$/)
  expect(readToken(config, link.slice(link.lastIndexOf('/') + 1))).toEqual({
    workspaceId: 3,
    personId: 1_000_000,
  })
})

test('a link is the same each time, so that reminders lead to the page the first mail led to', () => {
  expect(signToken(config, 1, 2)).toBe(signToken(config, 1, 2))
})

test('whatever this server has not signed is nobody’s', () => {
  const token = signToken(config, 3, 17)
  const other = signToken({ secret: 'another secret of at least thirty-two characters' }, 3, 17)
  const altered = [
    '',
    'x',
    other,
    token.replace('1-3-17-', '1-3-18-'),
    token.replace('1-3-17-', '1-31-7-'),
    token.replace('1-3-17-', '2-3-17-'),
    token.replace('1-3-17-', '1-03-17-'),
    `${token}A`,
    token.slice(0, -1),
    `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`,
  ]
  for (const each of altered) expect(readToken(config, each)).toBeUndefined()
})
