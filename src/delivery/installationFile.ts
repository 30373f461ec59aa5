import {
  closeSync,
  fstatSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'

/** What the file `installation` of a data folder says. */
export type Kept = {
  id: string
  /** The newest first; a second one only while a renewal is under way, when the database may hold either. */
  stamps: string[]
  /** Whether it is another file than the one that was written: copying makes one, moving within a disk does not. */
  isCopy: boolean
}

const placeIn = (dataFolder: string) => join(dataFolder, 'installation')

/** Null when there is none, or none that can be read: then nobody can say whose folder it is. */
export function readKept(dataFolder: string): Kept | null {
  const file = placeIn(dataFolder)
  try {
    const { id, stamps, inode } = JSON.parse(readFileSync(file, 'utf8'))
    if (typeof id !== 'string' || !Array.isArray(stamps)) return null
    return { id, stamps, isCopy: inode !== inodeIn(statSync(file, { bigint: true })) }
  } catch (error) {
    if (error instanceof SyntaxError || Object(error).code === 'ENOENT') return null
    throw error
  }
}

/** Written beside it and renamed into place, so that a crash leaves the old one or the new one; the inode goes along. */
export function writeKept(dataFolder: string, { id, stamps }: Pick<Kept, 'id' | 'stamps'>): void {
  const part = `${placeIn(dataFolder)}.part-${process.pid}`
  const handle = openSync(part, 'w', 0o600)
  try {
    const inode = inodeIn(fstatSync(handle, { bigint: true }))
    writeSync(handle, `${JSON.stringify({ id, stamps, inode })}\n`)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
  renameSync(part, placeIn(dataFolder))
}

const inodeIn = ({ ino }: { ino: bigint }) => String(ino)
