import { beforeAll, expect, test, vi } from 'vitest'
import { localPath } from './localPath.ts'

beforeAll(() => vi.stubGlobal('window', { location: { origin: 'https://muster.example' } }))

test('signing in leads back to the page that was asked for', () => {
  expect(localPath('/people?tag=3#top')).toBe('/people?tag=3#top')
  expect(localPath(undefined)).toBe('/')
})

test('signing in never leads to another site, however the address is spelt', () => {
  for (const next of [
    'https://evil.example/',
    '//evil.example',
    '/\\evil.example',
    'javascript:alert(1)',
    '\t//evil.example',
  ]) {
    expect(localPath(next)).toBe('/')
  }
})
