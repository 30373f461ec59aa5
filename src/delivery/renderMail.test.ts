import { describe, expect, test } from 'vitest'
import { excerpt, markdownToHtml } from './mailText.ts'
import { dueWords, type MailContent, renderMail } from './renderMail.ts'

const content: MailContent = {
  kind: 'assigned',
  workspace: 'Acme & Sons',
  firstName: 'Ada',
  title: 'Read <this>',
  instructions: 'Please **read** it.',
  dueAt: Date.parse('2026-03-05T22:59:59.999Z'),
  timeZone: 'Europe/Berlin',
  now: Date.parse('2026-03-02T12:00:00Z'),
  url: 'https://muster.example.org/r/1-1-1-abc',
}

describe('the mail of an assignment', () => {
  test('says who it is from, what it is, when it is due and where to go', () => {
    const { subject, text } = renderMail(content)
    expect(subject).toBe('Read <this>')
    expect(text).toBe(
      `Hello Ada,

Acme & Sons has something for you.

Read <this>

Due on Thursday 5 March 2026 (in 3 days).

Please **read** it.

Open it here:
https://muster.example.org/r/1-1-1-abc

-- 
You receive this because Acme & Sons assigned it to you. The link is your own: please do not pass it on.
`,
    )
  })

  test('is the same in HTML, with no address in it but the recipient’s page', () => {
    const { html } = renderMail(content)
    expect(html).toContain('Read &lt;this&gt;</h1>')
    expect(html).toContain('Acme &amp; Sons has something for you.')
    expect(html).toContain('<strong>read</strong>')
    expect(html.match(/(href|src)="[^"]*"/g)).toEqual([`href="${content.url}"`])
  })

  test('of a reminder says so', () => {
    const { subject, text } = renderMail({ ...content, kind: 'reminder' })
    expect(subject).toBe('Reminder: Read <this>')
    expect(text).toContain('A friendly reminder from Acme & Sons: this still waits for you.')
  })

  test('makes no header out of what somebody typed', () => {
    const nasty = 'Hi\r\nBcc: everyone@example.com\u2028\u0000X'
    const { subject } = renderMail({ ...content, title: nasty })
    expect(subject).toBe('Hi Bcc: everyone@example.com X')
  })

  test('greets somebody without a name, and leaves out what is not there', () => {
    const { text } = renderMail({ ...content, firstName: ' ', instructions: '', dueAt: null })
    expect(text).toMatch(/^Hello,\n\nAcme & Sons has something for you.\n\nRead <this>\n\nOpen it here:/)
  })

  test('gives the beginning of long instructions, and says where the rest is', () => {
    const long = `First.\n\n${'word '.repeat(1_000)}`
    const { text } = renderMail({ ...content, instructions: long })
    expect(text.length).toBeLessThan(2_200)
    expect(text).toContain('There is more to read on your page.')
  })
})

describe('the due day in words', () => {
  const zone = 'America/New_York'
  const words = (due: string, now: string) => dueWords(Date.parse(due), Date.parse(now), zone)
  test.each([
    ['2026-03-06T04:59:59Z', '2026-03-05T05:00:00Z', 'Due today, Thursday 5 March 2026.'],
    ['2026-03-06T04:59:59Z', '2026-03-05T04:59:00Z', 'Due tomorrow, Thursday 5 March 2026.'],
    ['2026-03-06T04:59:59Z', '2026-03-06T05:00:00Z', 'It was due yesterday, Thursday 5 March 2026.'],
    ['2026-03-06T04:59:59Z', '2026-03-16T05:00:00Z', 'It was due on Thursday 5 March 2026, 11 days ago.'],
    ['2026-03-12T03:59:59Z', '2026-03-05T05:00:00Z', 'Due on Wednesday 11 March 2026 (in 6 days).'],
  ])('%s seen at %s: %s', (due, now, expected) => {
    expect(words(due, now)).toBe(expected)
  })
})

describe('Markdown in a mail', () => {
  test.each([
    ['plain\ntext', '<p dir="auto">plain<br>\ntext</p>'],
    ['one\n\ntwo', '<p dir="auto">one</p>\n<p dir="auto">two</p>'],
    ['# Title\ntext', '<p dir="auto"><strong>Title</strong></p>\n<p dir="auto">text</p>'],
    ['- a\n- b\n  goes on', '<ul dir="auto"><li>a</li><li>b goes on</li></ul>'],
    ['1. a\n2) b', '<ol dir="auto"><li>a</li><li>b</li></ol>'],
    ['*a* **b** `*c*`', '<p dir="auto"><em>a</em> <strong>b</strong> <code>*c*</code></p>'],
    [
      '[here](https://x.example/?a=1&b=2)',
      '<p dir="auto"><a href="https://x.example/?a=1&amp;b=2" rel="noopener noreferrer">here</a></p>',
    ],
    [
      'See https://x.example/a.',
      '<p dir="auto">See <a href="https://x.example/a" rel="noopener noreferrer">https://x.example/a</a>.</p>',
    ],
    ['2 * 3 * 4', '<p dir="auto">2 * 3 * 4</p>'],
  ])('%j', (markdown, html) => {
    expect(markdownToHtml(markdown)).toBe(html)
  })

  test.each([
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](https://a"onmouseover="alert(1))',
    '[<img src=x>](https://a.example)',
    '**<b onclick=x>**',
    '`</code><script>`',
  ])('never lets through what could do anything: %s', markdown => {
    const tags = markdownToHtml(markdown).match(/<[^>]*>/g) ?? []
    for (const tag of tags) {
      expect(tag).toMatch(
        /^<\/?(p( dir="auto")?|strong|em|code|br|a|a href="https:\/\/[^"<>]*" rel="noopener noreferrer")>$/,
      )
    }
  })
})

test('an excerpt ends at a paragraph, a line or a word, never in the middle of a character', () => {
  expect(excerpt('short', 10)).toEqual({ text: 'short', cut: false })
  expect(excerpt('first one\n\nsecond one', 14)).toEqual({ text: 'first one', cut: true })
  expect(excerpt('first\nsecond', 9)).toEqual({ text: 'first', cut: true })
  expect(excerpt('one two three', 9)).toEqual({ text: 'one two', cut: true })
  expect(excerpt('👩👩👩', 3)).toEqual({ text: '👩', cut: true })
})
