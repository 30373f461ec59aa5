import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import type { Db } from '../db/db.ts'

type Collect = (how?: { type: 'minor' }) => void
let known: Collect | undefined

/** What fewer rows than this leave behind is not worth the time to look for it: a twentieth of their import. */
const MANY_ROWS = 150_000
const ANYWHERE = /^/

/**
 * What a large import leaves behind are few but very large things: the text of its file, arrays of a number for each person.
 * The collector goes by how many objects are made and would come for them long after the next import has begun. `db`: also what
 * is kept of the database.
 */
export function giveBackMemory(rows: number, db?: Db): void {
  if (rows < MANY_ROWS) return
  db?.giveBackMemory()
  // V8 keeps the text that a pattern was found in last, and that is a piece of the file.
  ANYWHERE.test('')
  collect()()
}

const MANY_BYTES = 8 * 1024 * 1024

/**
 * Told how many bytes have come in, collects the young generation from time to time: buffers of many bytes that are done with
 * are few objects, and as many as a hundred megabytes of them would wait there. Takes a millisecond or two.
 */
export function giveBackBuffers(): (bytes: number) => void {
  let waiting = 0
  return bytes => {
    waiting += bytes
    if (waiting < MANY_BYTES) return
    waiting = 0
    collect()({ type: 'minor' })
  }
}

function collect(): Collect {
  if (known) return known
  setFlagsFromString('--expose-gc')
  known = runInNewContext('gc') as Collect
  return known
}
