import { escapeHtml } from '../http/escapeHtml.ts'
import { textOn } from './colours.ts'

/** What an attached logo is called inside the mail (RFC 2392). */
export const LOGO_ID = 'logo@muster'

/**
 * The frame of a mail. Styles are written at each element, because mail programs drop style sheets; the one sheet there is
 * only says what is different by night, for those that read it.
 */
export function mailPage({
  language,
  direction,
  title,
  workspace,
  look,
  body,
  button,
  why,
}: {
  language: string
  direction: 'ltr' | 'rtl'
  title: string
  workspace: string
  look: { colour: string; hasLogo: boolean }
  body: readonly string[]
  button: { url: string; words: string } | null
  why: string
}): string {
  return `<!doctype html>
<html lang="${language}" dir="${direction}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escapeHtml(title)}</title>
<style>@media (prefers-color-scheme: dark) { body { background: #16191c !important; color: #e6e9ec !important } .quiet { color: #a6b0b9 !important } .quiet, .entry { border-color: #363d44 !important } a.link, p a, li a { color: #8bd0d6 } a.button { color: ${textOn(look.colour)} !important } .logo { background: #ffffff; padding: 6px 10px; border-radius: 6px } }</style>
</head>
<body style="margin:0;background:#ffffff;color:#1c2329;font:16px/1.55 system-ui,-apple-system,'Segoe UI',Roboto,Arial,sans-serif">
<div style="height:4px;background:${look.colour}"></div>
<main style="display:block;max-width:560px;margin:0 auto;padding:24px">
${header(workspace, look.hasLogo)}
${body.filter(part => part !== '').join('\n')}
${button === null ? '' : bigButton(button, look.colour)}
<p class="quiet" style="color:#5c6670;font-size:13px;border-top:1px solid #d9dee3;padding-top:14px;margin-top:28px">${escapeHtml(why)}</p>
</main>
</body>
</html>
`
}

function header(workspace: string, hasLogo: boolean): string {
  return hasLogo
    ? `<p style="margin:0 0 24px"><img class="logo" src="cid:${LOGO_ID}" alt="${escapeHtml(workspace)}" height="40" style="height:40px;width:auto;max-width:240px"></p>`
    : `<p class="quiet" style="color:#5c6670;font-size:14px;font-weight:600;margin:0 0 24px"><bdi>${escapeHtml(workspace)}</bdi></p>`
}

const bigButton = ({ url, words }: { url: string; words: string }, colour: string) =>
  `<p style="margin:28px 0"><a class="button" href="${escapeHtml(url)}" style="display:inline-block;background:${colour};color:${textOn(colour)};text-decoration:none;font-weight:600;padding:13px 26px;border-radius:6px">${escapeHtml(words)}</a></p>`
