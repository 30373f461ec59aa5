import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'

/** The real command line, run as a child process with nothing of our own environment but the path. */

const main = join(import.meta.dirname, '../src/cli/main.ts')

export type Ended = { code: number | null; out: string; err: string }

export function start(parameters: readonly string[], environment: Record<string, string>): ChildProcess {
  const PATH = process.env.PATH ?? ''
  return spawn(process.execPath, [main, ...parameters], {
    env: { PATH, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
}

/** Runs a command to its end. */
export async function run(
  parameters: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ended> {
  const child = start(parameters, environment)
  const ended: Ended = { code: null, out: '', err: '' }
  child.stdout?.setEncoding('utf8').on('data', text => {
    ended.out += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    ended.err += text
  })
  ended.code = await endOf(child)
  return ended
}

export async function endOf(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null) return child.exitCode
  return await new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
}

export type Served = {
  url: string
  environment: Record<string, string>
  child: ChildProcess
  stop(): Promise<number | null>
}

/** `muster serve` on a folder and a free port, with its first account made. Answers once it listens. */
export async function serve(folder: string): Promise<Served> {
  const environment = {
    MUSTER_DATA: folder,
    MUSTER_PORT: '0',
    MUSTER_OWNER_EMAIL: 'olivia@example.com',
    MUSTER_OWNER_PASSWORD: 'correct horse battery',
  }
  const child = start(['serve', '--no-build'], environment)
  const url = await new Promise<string>((resolve, reject) => {
    let said = ''
    const look = (text: string) => {
      said += text
      const found = /ready at (\S+)/.exec(said)?.[1]
      if (found) resolve(found)
    }
    child.stdout?.setEncoding('utf8').on('data', look)
    child.stderr?.setEncoding('utf8').on('data', look)
    child.on('close', code => reject(new Error(`serve ended with ${code}: ${said}`)))
  })
  return {
    url,
    environment,
    child,
    async stop() {
      child.kill('SIGTERM')
      return await endOf(child)
    },
  }
}
