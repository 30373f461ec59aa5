import { openAsBlob } from 'node:fs'
import { basename } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Import, ImportOptions } from '../imports/contract.ts'
import type { Connection } from './connect.ts'
import { Failure } from './failure.ts'
import { startProgress } from './progress.ts'

const LOOK_EVERY_MS = 300

/** Sends a file from disk as it is read, never held as a whole, and waits until the server has planned its import. */
export async function uploadImport(
  { client, fetch }: Connection,
  file: string,
  options: ImportOptions,
  { signal, onReceived }: { signal?: AbortSignal; onReceived?(id: number): void } = {},
): Promise<Import> {
  const blob = await openAsBlob(file)
  const form = new FormData()
  form.set('options', JSON.stringify(options))
  form.set('file', blob, basename(file))
  // A Response encodes the form as a stream, which can be counted on its way.
  const encoded = new Response(form)
  if (!encoded.body) throw new Failure(`${file} cannot be read.`)
  const progress = startProgress('Uploading', blob.size)
  let sent = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, controller) {
      sent += chunk.length
      progress.update(Math.min(sent, blob.size))
      controller.enqueue(chunk)
    },
  })
  try {
    const response = await fetch('/imports', {
      method: 'POST',
      body: encoded.body.pipeThrough(counted),
      duplex: 'half',
      signal,
      headers: {
        'content-type': encoded.headers.get('content-type') ?? 'multipart/form-data',
        // How far the plan is is asked for below, and what has a number can be cancelled.
        prefer: 'respond-async, wait=1',
      },
    })
    const received = (await response.json()) as Import
    onReceived?.(received.id)
    return await whenPlanned(client, received)
  } finally {
    progress.stop()
  }
}

async function whenPlanned(client: Connection['client'], shown: Import): Promise<Import> {
  let present = shown
  const progress = startProgress('Planning', present.progress.total)
  while (present.status === 'reading') {
    await sleep(LOOK_EVERY_MS)
    present = await client.imports.get({ id: present.id })
    progress.update(present.progress.done, present.progress.total)
  }
  progress.stop()
  return present
}

/** Commits exactly the plan that was shown, and looks how far it is while it waits. */
export async function commitImport(
  client: Connection['client'],
  { id, rows, plan }: Import,
  confirm: string | undefined,
): Promise<Import & { changeId: number }> {
  const progress = startProgress('Importing', rows)
  let isDone = false
  const watch = async () => {
    while (!isDone) {
      await sleep(LOOK_EVERY_MS)
      if (isDone) return
      const { done, total } = (await client.imports.get({ id })).progress
      progress.update(done, total)
    }
  }
  if (process.stderr.isTTY) watch().catch(() => {})
  try {
    const done = await client.imports.commit({
      params: { id },
      query: { expectedVersion: plan?.version, confirm },
      body: undefined,
    })
    if ('changeId' in done && 'fileName' in done && done.changeId !== null)
      return { ...done, changeId: done.changeId }
    throw new Failure('The server answered with a plan and changed nothing.')
  } finally {
    isDone = true
    progress.stop()
  }
}
