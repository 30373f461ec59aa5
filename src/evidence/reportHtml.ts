import { createHash } from 'node:crypto'
import { escapeHtml as text } from '../http/escapeHtml.ts'
import type { Prepared } from './prepareReport.ts'
import { recordRow, tableHead } from './recordRow.ts'
import { type Clock, reportClock } from './reportClock.ts'
import { reportHead, titleOf } from './reportHead.ts'
import { reportStyle } from './reportStyle.ts'
import { reportWriter } from './writeReport.ts'

const CHUNK = 64 * 1024

export const styleOf = ({ head }: Pick<Prepared, 'head'>) =>
  reportStyle(titleOf(head), `As of ${reportClock(head.workspace.timeZone)(head.asOf)}`)

/**
 * The report as one page that needs nothing else: no script, no picture, no address it would load from. Written as it is read,
 * and sealed at its end by the fingerprint of every byte above.
 */
export async function* reportHtml(prepared: Prepared): AsyncGenerator<string> {
  const seal = createHash('sha256')
  for await (const chunk of sealedPart(prepared)) {
    seal.update(chunk)
    yield chunk
  }
  yield sealWith(seal.digest('hex'))
}

async function* sealedPart({ head, made, records }: Prepared): AsyncGenerator<string> {
  const clock = reportClock(head.workspace.timeZone)
  const writer = reportWriter(head)
  writer.begin()
  let chunk = `${pageStart(head)}${reportHead(head, clock)}<h2>Records</h2><div class="scroll" tabindex="0" role="region" aria-label="Records"><table>${tableHead(head)}<tbody>\n`
  for await (const record of records()) {
    writer.record(record)
    chunk += recordRow(record, head, clock)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  writer.end()
  yield `${chunk}</tbody></table></div>\n${pageEnd(head, made, writer.fingerprint(), clock)}`
}

function pageStart(head: Prepared['head']): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="muster-evidence" content="${text(head.address)}">
<title>Evidence report: ${text(titleOf(head))}</title>
<style>${styleOf({ head })}</style>
</head>
<body>
`
}

function pageEnd(head: Prepared['head'], made: Prepared['made'], fingerprint: string, clock: Clock): string {
  return `</main>
<footer>
<p>Made ${clock(made.at)} (${text(head.workspace.timeZone)}) by ${text(made.by)}, as of ${clock(head.asOf)}. Answered by <code>${text(head.address)}</code>.</p>
<p>Records: SHA-256 <code data-records="${fingerprint}">${fingerprint}</code></p>
`
}

/** What ends a page: the fingerprint of all that stands above this line. */
export function sealWith(hash: string): string {
  return `<p>Page: SHA-256 <code data-page="${hash}">${hash}</code> of everything above this line. Check both with <code>muster evidence --verify FILE</code>.</p>
</footer>
</body>
</html>
`
}
