import { createHash } from 'node:crypto'
import { canonical } from './canonical.ts'
import { sealWith } from './reportHtml.ts'

/** What a file says of itself, and whether it is as it was written. */
export type Verified = { isIntact: boolean; sha256: string; address: string; what: 'JSON' | 'page' }

/** Reads a report that was saved, as JSON or as a page; a sentence where it is none. */
export function verifyReport(file: string): Verified | { problem: string } {
  return file.trimStart().startsWith('{') ? verifyJson(file) : verifyPage(file)
}

const NONE = { problem: 'This file is no evidence report.' }

function verifyJson(file: string): Verified | { problem: string } {
  let document: { report?: { address?: unknown }; sha256?: unknown }
  try {
    document = JSON.parse(file)
  } catch {
    return { problem: 'This file is no JSON (any more): it is cut off or was changed.' }
  }
  const { report, sha256 } = document
  if (typeof sha256 !== 'string' || typeof report?.address !== 'string') return NONE
  return { isIntact: sha256Of(canonical(report)) === sha256, sha256, address: report.address, what: 'JSON' }
}

function verifyPage(file: string): Verified | { problem: string } {
  const [, records] = /data-records="([0-9a-f]{64})"/.exec(file) ?? []
  const [, address] = /<meta name="muster-evidence" content="([^"]*)">/.exec(file) ?? []
  if (!records || address === undefined) return NONE
  const at = file.lastIndexOf('<p>Page: SHA-256 ')
  const isIntact = at !== -1 && file.slice(at) === sealWith(sha256Of(file.slice(0, at)))
  return { isIntact, sha256: records, address: address.replaceAll('&amp;', '&'), what: 'page' }
}

const sha256Of = (text: string) => createHash('sha256').update(text).digest('hex')
