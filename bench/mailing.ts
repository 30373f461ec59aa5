import { readFileSync } from 'node:fs'
import { startSink } from '../test/faults/sink.ts'
import { peopleCsv } from './people.ts'
import { type Row, row } from './report.ts'
import { removeFolder, startBenchServer } from './server.ts'

const CLOCK_TICKS_A_SECOND = 100

/**
 * Messages that wait, rendered and handed to a mail server on this machine that takes everything: how many a second, and
 * whether the server's memory grows on the way. Every one has to arrive exactly once.
 */
export async function benchMailing(count: number): Promise<Row[]> {
  const folder = await aMailing(count)
  const sink = await startSink()
  const server = await startBenchServer(folder, null, sink.url)
  // The first half warms the program up, and shows how much memory it takes.
  while (sink.taken.size < count / 2) await pause(20)
  const begun = sink.taken.size
  const started = performance.now()
  const memory = server.residentMb()
  const cpu = cpuSeconds(server.pid)
  while (sink.taken.size < count) await pause(20)
  const seconds = (performance.now() - started) / 1_000
  const used = cpuSeconds(server.pid) - cpu
  const memoryAfter = server.residentMb()
  const { counts } = (await settled(server)) as { counts: Record<string, number> }
  await server.stop()
  await sink.close()
  removeFolder(folder)
  const taken = [...sink.taken.values()].reduce((sum, times) => sum + times, 0)
  if (taken !== count || counts.sent !== count)
    throw new Error(`Of ${count} messages ${taken} were taken and ${counts.sent} are shown as sent.`)
  const rate = (count - begun) / seconds
  const grown = memoryAfter - memory
  return [
    row(
      `${count.toLocaleString('en')} messages rendered and handed to a local mail server`,
      `${rate.toFixed(0)} a second`,
      '≥ 500 a second',
      rate >= 500,
      `${((used / (count - begun)) * 1_000).toFixed(2)} ms of processor time each`,
    ),
    row(
      'Memory of the server meanwhile',
      `${memory.toFixed(0)} to ${memoryAfter.toFixed(0)} MB`,
      'flat (< 60 MB more)',
      grown < 60,
      '',
    ),
  ]
}

type Server = Awaited<ReturnType<typeof startBenchServer>>

/** The last outcomes are written a moment after the last mail is taken. */
async function settled(server: Server): Promise<unknown> {
  for (;;) {
    const list = (await server.call('GET', '/messages?limit=1')) as { counts: Record<string, number> }
    if (!list.counts.sending && !list.counts.queued) return list
    await pause(50)
  }
}

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** User and system time of a process so far; from /proc, so Linux only. */
function cpuSeconds(pid: number | undefined): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return (Number(fields[11]) + Number(fields[12])) / CLOCK_TICKS_A_SECOND
}

/** A data folder with people who have all received an assignment, and messages that wait for a mail server. */
export async function aMailing(messages: number): Promise<string> {
  const server = await startBenchServer()
  const { id } = await server.upload('people.csv', new TextEncoder().encode(peopleCsv(messages)))
  await server.call('POST', `/imports/${id}/commit`)
  await server.call('PATCH', '/settings', { limits: { messages: 10_000_000 } })
  const segment = (await server.call('POST', '/segments', {
    name: 'Everyone',
    text: 'Department exists or Department missing',
  })) as { id: number }
  const assignment = (await server.call('POST', '/assignments', {
    title: 'Read the fire drill',
    instructions: 'Please **read** it.',
    audience: { include: [segment.id], exclude: [] },
    due: { afterDays: 14 },
  })) as { id: number }
  await server.call('POST', `/assignments/${assignment.id}/publish`)
  await server.stop()
  return server.folder
}
