import { closeSync, openSync, readSync } from 'node:fs'

const PIECE_BYTES = 1024 * 1024

/** The bytes of a file, a megabyte at a time, each in place of the one before. Waits for the disk, so it is for the background thread. */
export function* piecesOf(path: string): Generator<Uint8Array> {
  const file = openSync(path, 'r')
  const piece = Buffer.allocUnsafe(PIECE_BYTES)
  try {
    for (;;) {
      const length = readSync(file, piece)
      if (length === 0) return
      yield piece.subarray(0, length)
    }
  } finally {
    closeSync(file)
  }
}
