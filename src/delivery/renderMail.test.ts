import { describe, expect, test } from 'vitest'
import { textOn } from './colours.ts'
import { dueWords } from './dueWords.ts'
import { excerpt, markdownToHtml } from './mailText.ts'
import { type MailContent, renderMail } from './renderMail.ts'
import { languageCodes, languageOf, languages } from './words/languages.ts'
import { placeholders, textKeys } from './words/mailWords.ts'

const item = {
  title: 'Read <this>',
  instructions: 'Please **read** it.',
  dueAt: Date.parse('2026-03-05T22:59:59.999Z') as number | null,
  person: '',
}
const content: MailContent = {
  kind: 'assigned',
  workspace: 'Acme & Sons',
  look: { colour: '#0b5c63', texts: {}, hasLogo: false },
  language: 'en',
  firstName: 'Ada',
  items: [item],
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
    expect(html).toContain('Read &lt;this&gt;</bdi></h1>')
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
    const { subject } = renderMail({ ...content, items: [{ ...item, title: nasty }] })
    expect(subject).toBe('Hi Bcc: everyone@example.com X')
  })

  test('greets somebody without a name, and leaves out what is not there', () => {
    const { text } = renderMail({
      ...content,
      firstName: ' ',
      items: [{ ...item, instructions: '', dueAt: null }],
    })
    expect(text).toMatch(/^Hello,\n\nAcme & Sons has something for you.\n\nRead <this>\n\nOpen it here:/)
  })

  test('gives the beginning of long instructions, and says where the rest is', () => {
    const long = `First.\n\n${'word '.repeat(1_000)}`
    const { text } = renderMail({ ...content, items: [{ ...item, instructions: long }] })
    expect(text.length).toBeLessThan(2_200)
    expect(text).toContain('There is more to read on your page.')
  })
})

describe('in the receiver’s language', () => {
  test.each([
    ['de', 'Hallo Ada,', 'Fällig am Donnerstag, 5. März 2026 (in 3 Tagen).'],
    ['fr', 'Bonjour Ada,', 'À terminer le jeudi 5 mars 2026 (dans 3 jours).'],
    ['es', 'Hola, Ada:', 'Vence el jueves, 5 de marzo de 2026 (dentro de 3 días).'],
    ['ar', 'مرحبًا Ada،', 'الموعد النهائي الخميس، 5 مارس 2026 (خلال 3 أيام).'],
  ] as const)('%s says the greeting and the due day', (language, greeting, due) => {
    const { text, html } = renderMail({ ...content, language })
    expect(text).toContain(greeting)
    expect(text).toContain(due)
    expect(html).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">`)
  })

  test('every text fills all its braces, and names no others', () => {
    for (const code of languageCodes) {
      for (const key of textKeys) {
        const named = [...languages[code].texts[key].matchAll(/\{(\w+)\}/g)].map(match => match[1])
        expect(placeholders[key], `${code} ${key}`).toEqual(expect.arrayContaining(named))
      }
    }
  })

  test('a workspace’s own words take the place of the usual ones, in that language only', () => {
    const texts = { de: { assignedOpening: 'Neues von {workspace}: {title}' } }
    const look = { ...content.look, texts }
    expect(renderMail({ ...content, look, language: 'de' }).text).toContain(
      'Neues von Acme & Sons: Read <this>',
    )
    expect(renderMail({ ...content, look }).text).toContain('Acme & Sons has something for you.')
  })
})

test('a list of people may name a language by its code or in several languages', () => {
  expect(
    ['DE', 'de-AT', 'Deutsch', 'german ', 'Français', 'العربية', 'es_MX', 'Klingon', ''].map(languageOf),
  ).toEqual(['de', 'de', 'de', 'de', 'fr', 'ar', 'es', undefined, undefined])
})

describe('a mail that stands for several messages', () => {
  const later = { ...item, title: 'Later', dueAt: null }
  test('to a person lists each assignment once, the first due on top', () => {
    const { subject, text, html } = renderMail({ ...content, kind: 'digest', items: [later, item, item] })
    expect(subject).toBe('From Acme & Sons: what waits for you')
    expect(text).toContain(
      'or still waits for you.\n\nRead <this>\nDue on Thursday 5 March 2026 (in 3 days).\n\nLater\n\nOpen it here:',
    )
    expect(html.match(/class="entry"/g)).toHaveLength(2)
  })

  test('to a manager lists people below what they owe, and has no link that would act as them', () => {
    const items = [
      { ...item, person: 'Ben <b> Two' },
      { ...item, person: 'Ada One' },
    ]
    const { text, html } = renderMail({ ...content, kind: 'escalation', items, url: null })
    expect(text).toContain(
      'Read <this>\nDue on Thursday 5 March 2026 (in 3 days).\n- Ben <b> Two\n- Ada One\n',
    )
    expect(html).toContain('<li><bdi>Ben &lt;b&gt; Two</bdi></li>')
    expect(html).not.toContain('href')
  })
})

test('the button’s words can be read on any colour', () => {
  expect([textOn('#0b5c63'), textOn('#ffd500'), textOn('#000000'), textOn('#ffffff')]).toEqual([
    '#ffffff',
    '#14181b',
    '#ffffff',
    '#14181b',
  ])
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
