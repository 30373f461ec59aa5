import { daysBetween, dayWords } from '../assignments/dateWords.ts'
import { clean } from '../tags/fold.ts'
import { escapeHtml, excerpt, markdownToHtml } from './mailText.ts'

export type MailContent = {
  kind: 'assigned' | 'reminder'
  workspace: string
  firstName: string
  title: string
  /** Markdown. */
  instructions: string
  dueAt: number | null
  timeZone: string
  now: number
  /** The recipient's own page. */
  url: string
}

export type Mail = { subject: string; text: string; html: string }

const MOST_INSTRUCTIONS = 1_500

/**
 * The mail about one assignment. Pure. Its only address is the recipient's own page: no pictures, no tracking. `clean` makes
 * every name one line, so nothing that somebody typed becomes a header.
 */
export function renderMail(content: MailContent): Mail {
  const workspace = clean(content.workspace)
  const title = clean(content.title)
  const name = clean(content.firstName)
  const greeting = name === '' ? 'Hello,' : `Hello ${name},`
  const opening = openingOf(content, workspace)
  const due = dueWords(content.dueAt, content.now, content.timeZone)
  const { text, cut } = excerpt(content.instructions, MOST_INSTRUCTIONS)
  const rest = cut ? 'There is more to read on your page.' : null
  const why = `You receive this because ${workspace} assigned it to you. The link is your own: please do not pass it on.`
  const plain = [greeting, opening, title, due, text, rest, `Open it here:\n${content.url}`, `-- \n${why}`]
  return {
    subject: content.kind === 'reminder' ? `Reminder: ${title}` : title,
    text: `${plain.filter(part => part !== null && part !== '').join('\n\n')}\n`,
    html: page({
      title,
      body: [
        paragraph(greeting),
        paragraph(opening),
        `<h1 dir="auto" style="font-size:20px;line-height:1.3;margin:24px 0 8px">${escapeHtml(title)}</h1>`,
        due === null ? '' : paragraph(due, 'font-weight:600;margin-top:0'),
        markdownToHtml(text),
        rest === null ? '' : paragraph(rest),
        button(content.url),
        paragraph(why, 'color:#5c6670;font-size:13px;border-top:1px solid #d9dee3;padding-top:12px'),
      ],
    }),
  }
}

function openingOf({ kind }: MailContent, workspace: string): string {
  if (kind === 'reminder') return `A friendly reminder from ${workspace}: this still waits for you.`
  return `${workspace} has something for you.`
}

/** “Due on Friday 6 March 2026 (in 3 days).”; null without a due day. */
export function dueWords(dueAt: number | null, now: number, timeZone: string): string | null {
  if (dueAt === null) return null
  const day = dayWords(dueAt, timeZone)
  const days = daysBetween(now, dueAt, timeZone)
  if (days < -1) return `It was due on ${day}, ${-days} days ago.`
  if (days === -1) return `It was due yesterday, ${day}.`
  if (days === 0) return `Due today, ${day}.`
  if (days === 1) return `Due tomorrow, ${day}.`
  return `Due on ${day} (in ${days} days).`
}

const paragraph = (text: string, style = '') =>
  `<p dir="auto"${style === '' ? '' : ` style="${style}"`}>${escapeHtml(text)}</p>`

const button = (url: string) =>
  `<p style="margin:28px 0"><a href="${escapeHtml(url)}" style="display:inline-block;background:#0b5c63;color:#ffffff;text-decoration:none;font-weight:600;padding:12px 22px;border-radius:6px">Open it</a></p>`

/** Styles are written at each element: mail programs drop style sheets. */
function page({ title, body }: { title: string; body: string[] }): string {
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title></head>
<body style="margin:0;background:#ffffff;color:#1c2329;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto;padding:24px">
${body.filter(part => part !== '').join('\n')}
</div>
</body>
</html>
`
}
