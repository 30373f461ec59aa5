import { spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export type BenchServer = {
  url: string
  folder: string
  key: string
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

/** A real server in a process of its own, on a folder that is kept or made, with an admin's key. */
export async function startBenchServer(
  folder = mkdtempSync(join(tmpdir(), 'muster-bench-')),
  databaseUrl: string | null = null,
): Promise<BenchServer> {
  const started = performance.now()
  const program = new URL('./serve.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [program, folder, ...(databaseUrl ? [databaseUrl] : [])], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const first = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next()
  const { url, key } = JSON.parse(String(first.value)) as { url: string; key: string }
  const headers = { authorization: `Bearer ${key}` }
  await fetch(`${url}/api/v1/people?limit=1`, { headers })
  const startedIn = performance.now() - started
  return {
    url,
    folder,
    key,
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
    async kill() {
      const gone = new Promise(resolve => child.once('exit', resolve))
      child.kill('SIGKILL')
      await gone
    },
    async stop() {
      child.stdin.end()
      await new Promise(resolve => child.once('exit', resolve))
    },
  }
}

const memory = (pid: number | undefined, line: RegExp) =>
  Number(line.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024

export const removeFolder = (folder: string) => rmSync(folder, { recursive: true, force: true })
