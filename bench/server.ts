import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type BenchServer = {
  url: string
  folder: string
  key: string
  pid: number | undefined
  /** Milliseconds from spawn to the first healthy answer. */
  startedIn: number
  call(method: string, path: string, body?: unknown): Promise<unknown>
  upload(name: string, bytes: Uint8Array): Promise<{ id: number }>
  /** Resident memory now, in MB; from /proc, so Linux only. */
  residentMb(): number
  /** The most it has been so far, in MB. */
  peakMb(): number
  stop(): Promise<void>
  /** At once, as when the power goes. */
  kill(): Promise<void>
}

/** A server that has been started, ready or not. */
export function spawnServer(
  folder: string,
  { databaseUrl, smtpUrl }: { databaseUrl?: string | null; smtpUrl?: string | null },
) {
  const script = new URL('./serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [script, folder, databaseUrl ?? '', smtpUrl ?? ''], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const firstLine = createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  return {
    child,
    async ready() {
      const { value } = await firstLine
      return JSON.parse(String(value)) as { url: string; key: string }
    },
    /** At once, as when the power goes. */
    async kill() {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
  }
}

/** A real server in a process of its own, on a folder that is kept or made, with an admin's key. */
export async function startBenchServer(
  folder = mkdtempSync(join(tmpdir(), 'muster-bench-')),
  databaseUrl: string | null = null,
  smtpUrl: string | null = null,
): Promise<BenchServer> {
  const started = performance.now()
  const { child, ready, kill } = spawnServer(folder, { databaseUrl, smtpUrl })
  const { url, key } = await ready()
  const headers = { authorization: `Bearer ${key}` }
  await fetch(`${url}/api/v1/people?limit=1`, { headers })
  const startedIn = performance.now() - started
  return {
    url,
    folder,
    key,
    pid: child.pid,
    startedIn,
    async call(method, path, body) {
      const response = await fetch(`${url}/api/v1${path}`, {
        method,
        headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        body: body === undefined ? undefined : JSON.stringify(body),
      })
      const answer: unknown = await response.json()
      if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`)
      return answer
    },
    async upload(name, bytes) {
      const form = new FormData()
      form.set('file', new Blob([new Uint8Array(bytes)]), name)
      const response = await fetch(`${url}/api/v1/imports`, { method: 'POST', headers, body: form })
      if (!response.ok) throw new Error(await response.text())
      return (await response.json()) as { id: number }
    },
    residentMb: () => memory(child.pid, /VmRSS:\s+(\d+)/),
    peakMb: () => memory(child.pid, /VmHWM:\s+(\d+)/),
    kill,
    async stop() {
      child.stdin.end()
      await new Promise(resolve => child.once('exit', resolve))
    },
  }
}

const memory = (pid: number | undefined, line: RegExp) =>
  Number(line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true })
