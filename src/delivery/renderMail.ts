import { escapeHtml } from '../http/escapeHtml.ts'
import { clean } from '../tags/fold.ts'
import { dueWords } from './dueWords.ts'
import { mailPage } from './mailPage.ts'
import { excerpt, markdownToHtml } from './mailText.ts'
import type { StoredDelivery } from './storedDelivery.ts'
import { type Language, languages } from './words/languages.ts'
import { fill, type TextKey } from './words/mailWords.ts'

export type MailKind = 'assigned' | 'reminder' | 'digest' | 'escalation'

export type MailItem = {
  title: string
  /** Markdown; only a mail about one assignment has room for it. */
  instructions: string
  dueAt: number | null
  /** Whose it is, in a mail to their manager. */
  person: string
}

export type MailContent = {
  kind: MailKind
  workspace: string
  look: Pick<StoredDelivery, 'colour' | 'texts'> & { hasLogo: boolean }
  language: Language
  firstName: string
  items: readonly MailItem[]
  timeZone: string
  now: number
  /** The recipient's own page; null for a manager, and for whoever's link is revoked. */
  url: string | null
}

export type Mail = { subject: string; text: string; html: string }

const MOST_INSTRUCTIONS = 1_500

/**
 * The mail about one assignment or several. Pure. Its only address is the recipient's own page: nothing is loaded, nothing
 * tracked; a logo comes with the mail. `clean` makes every name one line, so nothing that somebody typed becomes a header.
 */
export function renderMail(content: MailContent): Mail {
  const { kind, language, look, url } = content
  const words = languages[language]
  const workspace = clean(content.workspace)
  const name = clean(content.firstName)
  const [first] = content.items
  const values = { workspace, name, title: clean(first?.title ?? '') }
  const say = (key: TextKey) => clean(fill(look.texts[language]?.[key] ?? words.texts[key], values))
  const greeting = name === '' ? words.greetingNameless : say('greeting')
  const opening = say(`${kind}Opening`)
  const why = say(kind === 'escalation' ? 'escalationWhy' : 'why')
  const isAboutOne = kind === 'assigned' || kind === 'reminder'
  const body = isAboutOne && first ? aboutOne(first, content) : listOf(content)
  const noLink = url === null && kind !== 'escalation' ? clean(fill(words.noLink, values)) : ''
  const link = url === null ? noLink : `${words.openHere}\n${url}`
  return {
    subject: say(`${kind}Subject`),
    text: `${[greeting, opening, ...body.text, link, `-- \n${why}`].filter(Boolean).join('\n\n')}\n`,
    html: mailPage({
      language: words.locale.slice(0, 2),
      direction: words.direction,
      title: values.title || workspace,
      workspace,
      look,
      body: [line(greeting), line(opening), ...body.html, noLink === '' ? '' : line(noLink)],
      button: url === null ? null : { url, words: say('button') },
      why,
    }),
  }
}

type Body = { text: (string | null)[]; html: string[] }

function aboutOne({ title, instructions, dueAt }: MailItem, { now, timeZone, language }: MailContent): Body {
  const due = dueWords(dueAt, now, timeZone, language)
  const { text, cut } = excerpt(instructions, MOST_INSTRUCTIONS)
  const rest = cut ? languages[language].more : null
  return {
    text: [clean(title), due, text, rest],
    html: [
      `<h1 style="font-size:22px;line-height:1.3;margin:28px 0 8px"><bdi>${escapeHtml(clean(title))}</bdi></h1>`,
      due === null ? '' : line(due, 'font-weight:600;margin-top:0'),
      markdownToHtml(text),
      rest === null ? '' : line(rest),
    ],
  }
}

/** One entry an assignment, the first due on top; for a manager with the people it is about. */
function listOf({ items, now, timeZone, language }: MailContent): Body {
  const entries = Map.groupBy(items, ({ title, dueAt }) => `${dueAt ?? ''} ${title}`)
  const sorted = [...entries.values()].sort(
    ([a], [b]) => (a?.dueAt ?? Number.MAX_SAFE_INTEGER) - (b?.dueAt ?? Number.MAX_SAFE_INTEGER),
  )
  const text: string[] = []
  const html: string[] = []
  for (const [first, ...more] of sorted) {
    if (!first) continue
    const title = clean(first.title)
    const due = dueWords(first.dueAt, now, timeZone, language)
    const people = [...new Set([first, ...more].map(({ person }) => clean(person)))].filter(Boolean)
    text.push([title, due, ...people.map(person => `- ${person}`)].filter(Boolean).join('\n'))
    html.push(
      `<div class="entry" style="border-top:1px solid #d9dee3;padding:14px 0">
<div style="font-weight:600"><bdi>${escapeHtml(title)}</bdi></div>
${due === null ? '' : `<div class="quiet" style="color:#5c6670;font-size:14px">${escapeHtml(due)}</div>`}
${people.length === 0 ? '' : `<ul style="margin:8px 0 0;padding-inline-start:20px">${people.map(person => `<li><bdi>${escapeHtml(person)}</bdi></li>`).join('')}</ul>`}
</div>`,
    )
  }
  return { text, html }
}

const line = (text: string, style = '') =>
  `<p${style === '' ? '' : ` style="${style}"`}>${escapeHtml(text)}</p>`
