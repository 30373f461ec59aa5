import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { note } from './print.ts'

const root = join(import.meta.dirname, '../..')
const page = join(root, 'web/dist/index.html')
const vite = join(root, 'node_modules/vite/bin/vite.js')

/** Builds the web app when it is missing or older than what it is made of. Without it the API still works, so it only says so. */
export async function buildWebApp(): Promise<void> {
  const isThere = existsSync(page)
  if (isThere && newestSource() <= statSync(page).mtimeMs) return
  const present = isThere ? 'the present one is used' : 'only the API is there'
  if (!existsSync(vite)) {
    note(`The web app cannot be built because Vite is not installed; ${present}. Run “npm ci” for it.`)
    return
  }
  note(isThere ? 'Building the web app anew: its sources have changed …' : 'Building the web app …')
  const began = Date.now()
  const code = await run([vite, 'build', '--config', join(root, 'web/vite.config.ts'), '--logLevel', 'warn'])
  if (code === 0) note(`Built in ${Math.ceil((Date.now() - began) / 1000)} s.`)
  else note(`The web app could not be built (see above); ${present}.`)
}

/** The web app is made of its own sources, of its dependencies, and of the contracts and rules somewhere in src. */
function newestSource(): number {
  const files = ['package-lock.json', 'web/index.html', 'web/vite.config.ts'].map(name => join(root, name))
  for (const folder of ['web/src', 'web/public', 'src']) {
    for (const entry of readdirSync(join(root, folder), { recursive: true, withFileTypes: true })) {
      const isNone = entry.parentPath === import.meta.dirname || /\.test\.tsx?$/.test(entry.name)
      if (entry.isFile() && !isNone) files.push(join(entry.parentPath, entry.name))
    }
  }
  return Math.max(...files.map(file => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0))
}

/** A process of its own: what building takes of memory is given back before the server starts. */
async function run(parameters: string[]): Promise<number | null> {
  const child = spawn(process.execPath, parameters, { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('exit', resolve)
  })
}
