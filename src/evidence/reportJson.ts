import type { Prepared } from './prepareReport.ts'
import { reportWriter } from './writeReport.ts'

const CHUNK = 64 * 1024

/** An EvidenceDocument, written as it is read. */
export async function* reportJson({ head, made, records }: Prepared): AsyncGenerator<string> {
  const writer = reportWriter(head)
  let chunk = `{"report":${writer.begin()}`
  for await (const record of records()) {
    chunk += writer.record(record)
    if (chunk.length < CHUNK) continue
    yield chunk
    chunk = ''
  }
  yield `${chunk}${writer.end()},"made":${JSON.stringify(made)},"sha256":"${writer.fingerprint()}"}\n`
}
