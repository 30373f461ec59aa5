import { createHash, type Hash } from 'node:crypto'
import { canonical } from './canonical.ts'
import type { EvidenceRecord, EvidenceReport } from './contract.ts'

export type Head = Omit<EvidenceReport, 'records'>

/**
 * The canonical JSON of a report, piece by piece, so that its records need not be in memory together: call `begin`, `record`
 * for each, `end`. Every piece goes into the fingerprint.
 */
export function reportWriter(head: Head) {
  const hash = createHash('sha256')
  const keys = Object.keys({ ...head, records: 0 }).sort()
  const at = keys.indexOf('records')
  const members = (some: string[]) => some.map(key => `"${key}":${canonical(head[key as keyof Head])}`)
  let isFirst = true
  return {
    begin: () => counted(hash, `{${[...members(keys.slice(0, at)), '"records":['].join(',')}`),
    record(record: EvidenceRecord) {
      const text = canonical(record)
      const piece = isFirst ? text : `,${text}`
      isFirst = false
      return counted(hash, piece)
    },
    end: () => counted(hash, `${['', ...members(keys.slice(at + 1))].join(',').replace(/^/, ']')}}`),
    fingerprint: () => hash.digest('hex'),
  }
}

function counted(hash: Hash, piece: string): string {
  hash.update(piece)
  return piece
}
