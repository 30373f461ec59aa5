import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { UPLOADS } from './receiveUpload.ts'

const DAY_MS = 86_400_000

/**
 * Removes what uploads left that a killed server was taking in. Only what is a day old: another server may share the
 * folder and be taking something in right now.
 */
export async function sweepUploads(dataFolder: string, now: Date): Promise<void> {
  const folder = join(dataFolder, UPLOADS)
  const names = await readdir(folder).catch(error => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  })
  await Promise.all(
    names.map(async name => {
      const path = join(folder, name)
      const { mtimeMs } = await stat(path)
      if (now.getTime() - mtimeMs > DAY_MS) await rm(path, { force: true })
    }),
  )
}
