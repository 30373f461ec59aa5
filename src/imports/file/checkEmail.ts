/**
 * Whether a text is an address that mail could reach, and its one spelling for comparing people. Deliberately between
 * the RFCs, which allow quoted local parts and comments nobody uses, and browsers, which allow `a@b`. International
 * addresses (RFC 6531) are allowed. Addresses of a bare host, such as `root@localhost`, are refused: in people lists they
 * are cut-off addresses far more often than real ones. Pure and browser-safe.
 */

export type EmailCheck = { email: string } | { reason: string }

// What nearly every address looks like; the rest takes the slow way, which knows the reasons.
const PLAIN =
  /^[a-z0-9](?:[a-z0-9_+'-]|\.(?=[a-z0-9_+'-])){0,62}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.){1,8}[a-z]{2,24}$/
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]+$/u
const LABEL = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is to be found
const INVISIBLE = /[\s\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]/

export function readEmail(text: string): EmailCheck {
  const email = text.trim().toLowerCase()
  if (email.length <= 254 && PLAIN.test(email)) return { email }
  const composed = email.normalize('NFC')
  const reason = wrongWith(composed)
  return reason === null ? { email: composed } : { reason }
}

function wrongWith(email: string): string | null {
  if (email === '') return 'There is no e-mail address.'
  if (isBeyond(email, 254)) return 'The e-mail address is longer than 254 bytes.'
  if (INVISIBLE.test(email)) return `“${shown(email)}” has a space or an invisible character in it.`
  const at = email.indexOf('@')
  if (at === -1) return `“${shown(email)}” has no @.`
  if (email.indexOf('@', at + 1) !== -1) return `“${shown(email)}” has more than one @.`
  const local = email.slice(0, at)
  const domain = email.slice(at + 1)
  if (local === '') return `“${shown(email)}” has nothing before the @.`
  if (domain === '') return `“${shown(email)}” has nothing after the @.`
  if (isBeyond(local, 64)) return `“${shown(email)}” has more than 64 bytes before the @.`
  if (/^\.|\.$|\.\./.test(local)) return `“${shown(email)}” has a dot out of place before the @.`
  if (!LOCAL.test(local))
    return `“${shown(email)}” has a character before the @ that e-mail addresses cannot have.`
  return wrongWithDomain(email, domain)
}

function wrongWithDomain(email: string, domain: string): string | null {
  const labels = domain.split('.')
  if (labels.length < 2)
    return `“${shown(email)}” has no dot after the @, so mail from outside could not reach it.`
  if (labels.some(label => label === '')) return `“${shown(email)}” has a dot out of place after the @.`
  if (labels.some(label => label.length > 63 || !LABEL.test(label))) {
    return `“${shown(email)}” has a domain that cannot exist.`
  }
  return /^\d+$/.test(labels.at(-1) ?? '')
    ? `“${shown(email)}” ends in a number, not in a domain such as .com.`
    : null
}

const utf8 = new TextEncoder()

/** Whether a text has more bytes than that in UTF-8, where a character has three at most. */
function isBeyond(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && utf8.encode(text).length > bytes
}

function shown(email: string): string {
  const plain = email.replace(new RegExp(INVISIBLE, 'g'), ' ')
  return plain.length > 60 ? `${plain.slice(0, 60)}…` : plain
}
