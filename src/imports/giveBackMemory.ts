import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'

/** Fewer rows than this are not worth looking for. */
const MANY_ROWS = 50_000

/**
 * What a large import leaves behind are few but very large things: the text of its file, arrays of a number for each person.
 * The collector goes by how many objects are made and would come for them long after the next import has begun.
 */
export function giveBackMemory(rows: number): void {
  if (rows < MANY_ROWS)
    return // V8 keeps the text that a pattern was found in last, and that is a piece of the file.
  ;/^/.test('')
  setFlagsFromString('--expose-gc')
  const collect = runInNewContext('gc') as () => void
  collect()
}
