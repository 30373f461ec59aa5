/** Mail-safe rendering of the small part of Markdown that instructions use. Everything else stays readable text. */

import { escapeHtml } from '../http/escapeHtml.ts'

/** The beginning of a long text, cut at a paragraph, a line or a word; `cut` says whether something is missing. */
export function excerpt(text: string, most: number): { text: string; cut: boolean } {
  const whole = text.replace(/\r\n?/g, '\n').trim()
  if (whole.length <= most) return { text: whole, cut: false }
  const start = whole
    .slice(0, most)
    .toWellFormed()
    .replace(/\ufffd$/, '')
  for (const boundary of ['\n\n', '\n', ' ']) {
    const at = start.lastIndexOf(boundary)
    if (at > most / 2) return { text: start.slice(0, at).trimEnd(), cut: true }
  }
  return { text: start, cut: true }
}

const HEADING = /^#{1,6}\s+(.*)$/
const BULLET = /^\s*[-*+]\s+(.*)$/
const NUMBER = /^\s*\d{1,9}[.)]\s+(.*)$/

type Block = { tag: 'p' | 'ul' | 'ol' | 'strong'; lines: string[] }

/** HTML with nothing in it but p, ul, ol, li, strong, em, code, br and links that begin with http(s) or mailto. */
export function markdownToHtml(markdown: string): string {
  return blocksOf(markdown).map(blockToHtml).join('\n')
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = []
  let open: Block | null = null
  for (const line of markdown.split('\n')) {
    const [tag, text] = readLine(line)
    if (text === null) open = null
    else if (open && (open.tag === tag || (open.tag !== 'p' && tag === 'p' && /^\s{2,}/.test(line)))) {
      if (open.tag === tag) open.lines.push(text)
      else open.lines.push(`${open.lines.pop() ?? ''} ${text.trim()}`)
    } else {
      open = { tag, lines: [text] }
      blocks.push(open)
      if (tag === 'strong') open = null
    }
  }
  return blocks
}

function readLine(line: string): [Block['tag'], string | null] {
  if (line.trim() === '') return ['p', null]
  const heading = HEADING.exec(line)?.[1]
  if (heading !== undefined) return ['strong', heading]
  const bullet = BULLET.exec(line)?.[1]
  if (bullet !== undefined) return ['ul', bullet]
  const number = NUMBER.exec(line)?.[1]
  if (number !== undefined) return ['ol', number]
  return ['p', line]
}

function blockToHtml({ tag, lines }: Block): string {
  if (tag === 'strong') return `<p dir="auto"><strong>${inline(lines.join(' '))}</strong></p>`
  if (tag === 'p') return `<p dir="auto">${lines.map(inline).join('<br>\n')}</p>`
  return `<${tag} dir="auto">${lines.map(line => `<li>${inline(line)}</li>`).join('')}</${tag}>`
}

/** Code, link, bold, emphasis: the first that begins wins, so what is inside code stays as it is. */
const SPAN =
  /`([^`\n]+)`|\[([^\][\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()<>"]+)\)|\*\*([^*\n]+)\*\*|\*([^*\s][^*\n]*)\*|(https?:\/\/[^\s()<>"']+[^\s()<>"'.,;:!?])/g

function inline(text: string): string {
  let html = ''
  let done = 0
  for (const match of text.matchAll(SPAN)) {
    const [whole, code, label, address, bold, emphasis, plainAddress] = match
    html += escapeHtml(text.slice(done, match.index))
    if (code !== undefined) html += `<code>${escapeHtml(code)}</code>`
    else if (address !== undefined) html += link(address, label ?? address)
    else if (plainAddress !== undefined) html += link(plainAddress, plainAddress)
    else if (bold !== undefined) html += `<strong>${escapeHtml(bold)}</strong>`
    else html += `<em>${escapeHtml(emphasis ?? '')}</em>`
    done = match.index + whole.length
  }
  return html + escapeHtml(text.slice(done))
}

const link = (address: string, label: string) =>
  `<a href="${escapeHtml(address)}" rel="noopener noreferrer">${escapeHtml(label)}</a>`
