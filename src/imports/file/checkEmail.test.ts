import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readEmail } from './checkEmail.ts'

describe('an address', () => {
  test.each([
    ['ann@example.com', 'ann@example.com'],
    [' Ann.Lee@Example.COM\t', 'ann.lee@example.com'],
    ["o'neil+tag@sub.example.co.uk", "o'neil+tag@sub.example.co.uk"],
    ['a_b-c@x-y.io', 'a_b-c@x-y.io'],
    ['#!$%&*/=?^`{|}~@example.com', '#!$%&*/=?^`{|}~@example.com'],
    ['Jürgen@Bücher.de', 'jürgen@bücher.de'],
    ['e\u0301va@example.com', 'éva@example.com'],
    ['用户@例子.广告', '用户@例子.广告'],
    ['संपर्क@डाटामेल.भारत', 'संपर्क@डाटामेल.भारत'],
    ['a@xn--bcher-kva.example', 'a@xn--bcher-kva.example'],
    ['123@456.example', '123@456.example'],
    [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`],
  ])('%s is accepted', (text, email) => expect(readEmail(text)).toEqual({ email }))

  test.each([
    ['', 'There is no e-mail address.'],
    ['   ', 'There is no e-mail address.'],
    ['ann', '“ann” has no @.'],
    ['ann@', 'has nothing after the @.'],
    ['@example.com', 'has nothing before the @.'],
    ['a@b@c.com', 'has more than one @.'],
    ['root@localhost', 'has no dot after the @, so mail from outside could not reach it.'],
    ['ann lee@example.com', 'has a space or an invisible character'],
    ['ann\u200b@example.com', 'has a space or an invisible character'],
    ['ann\u0000@example.com', 'has a space or an invisible character'],
    ['a..b@example.com', 'has a dot out of place before the @.'],
    ['.a@example.com', 'has a dot out of place before the @.'],
    ['a.@example.com', 'has a dot out of place before the @.'],
    ['a@example..com', 'has a dot out of place after the @.'],
    ['a@example.com.', 'has a dot out of place after the @.'],
    ['a@-x.com', 'has a domain that cannot exist.'],
    ['a@x_y.com', 'has a domain that cannot exist.'],
    ['a@192.168.0.1', 'ends in a number'],
    ['"a b"@example.com', 'has a space or'],
    ['a,b@example.com', 'has a character before the @ that'],
    ['Ann <ann@example.com>', 'has a space or'],
    ['mailto:ann@example.com', 'has a character before the @ that'],
    [`${'a'.repeat(65)}@example.com`, 'more than 64 bytes before the @.'],
    [`a@${'b.'.repeat(130)}com`, 'longer than 254 bytes.'],
    [`a@${'b'.repeat(64)}.com`, 'has a domain that cannot exist.'],
  ])('%j is refused, with the reason', (text, reason) => {
    expect(readEmail(text)).toEqual({ reason: expect.stringContaining(reason) })
  })

  test('a long one is shown shortened', () => {
    expect(readEmail('x'.repeat(10_000))).toEqual({ reason: expect.stringMatching(/^.{0,280}$/) })
  })
})

test('what is accepted is accepted again, unchanged', () =>
  fc.assert(
    fc.property(fc.oneof(fc.emailAddress(), fc.string({ unit: 'grapheme' })), text => {
      const read = readEmail(text)
      if ('email' in read) expect(readEmail(read.email)).toEqual(read)
    }),
  ))

test('hostile texts do not make it search for ever', () => {
  const start = process.cpuUsage()
  for (const text of [
    `${'a.'.repeat(5000)}@`,
    `a@${'a.'.repeat(5000)}`,
    'a@'.repeat(5000),
    `${'a-'.repeat(120)}@x`,
    `a@${'a-'.repeat(120)}`,
  ]) {
    for (let times = 0; times < 100; times++) readEmail(text)
  }
  // Seconds of processor time would be catastrophic backtracking; what is really used are milliseconds.
  expect(process.cpuUsage(start).user / 1_000_000).toBeLessThan(5)
})
