import { aMailing } from '../../bench/mailing.ts'
import { generator } from '../../bench/people.ts'
import { percentile } from '../../bench/report.ts'
import { type BenchServer, removeFolder, spawnServer, startBenchServer } from '../../bench/server.ts'
import { openDatabase } from '../../src/db/open.ts'
import { MOST_IN_FLIGHT } from '../../src/delivery/outbox.ts'
import { type Fault, type Sink, type Step, startSink } from './sink.ts'

export type FaultsResult = {
  kills: number
  messages: number
  /** Messages that were being sent when a server was killed, over all kills; and the most at one kill. */
  inFlight: number
  mostInFlight: number
  statuses: Record<string, number>
  /** Mails that arrived once more than once, before anybody pressed “Send again” … */
  repeatsByItself: number
  /** … and after it was pressed for everything unknown. */
  repeats: number
  unknown: number
  /** Messages nobody could say anything of: neither arrived nor shown as refused. Has to be empty. */
  lost: number[]
  /** Of requests to page and API while servers were up, in milliseconds. */
  answers: { count: number; failed: number; p50: number; p99: number; most: number }
  faults: Record<string, number>
}

/** How likely each step goes wrong, and how. */
const faultsAt: Record<Step, [Fault, number][]> = {
  connect: [
    ['drop', 0.02],
    ['421', 0.01],
    ['crawl', 0.005],
  ],
  recipient: [
    ['550', 0.01],
    ['450', 0.01],
  ],
  content: [
    ['451', 0.01],
    ['554', 0.005],
    ['drop', 0.005],
    ['dropAfter', 0.005],
    ['silence', 0.001],
  ],
}

/**
 * A mailing to everyone while the mail server misbehaves and the server is killed, again and again, at random moments: as it
 * starts, while it sends, while it writes down. What has to hold in the end is in `FaultsResult`.
 */
export async function tryFaults({
  kills,
  messages,
  seed,
  longestLife = 1_200,
  longestThought = 0,
  mostMs = Number.POSITIVE_INFINITY,
  progress = () => {},
}: {
  kills: number
  messages: number
  seed: number
  /** Milliseconds a server lives at most after its first answer, unless starting took it longer. */
  longestLife?: number
  /** Milliseconds the mail server takes at most to answer a mail while there are kills. */
  longestThought?: number
  /** After so long there are no more kills. */
  mostMs?: number
  progress?: (words: string) => void
}): Promise<FaultsResult> {
  const random = generator(seed)
  const sink = await startSink()
  const folder = await aMailing(messages)
  const place = { dataFolder: folder, databaseUrl: null }
  sink.misbehave = step => {
    let chance = random()
    for (const [fault, share] of faultsAt[step]) {
      chance -= share
      if (chance < 0) return fault
    }
    return null
  }
  sink.thinks = () => random() * longestThought
  const times: number[] = []
  let failed = 0
  /** How many each killed server was sending, by who it was. */
  const inFlight = new Map<string, number>()
  const isTimeLeft = () => performance.now() < started + mostMs
  const started = performance.now()
  let kill = 0
  try {
    for (; kill < kills && isTimeLeft(); kill++) {
      const spawned = performance.now()
      const server = spawnServer(folder, { smtpUrl: sink.url })
      // One in eight is killed while it starts.
      if (random() < 0.125) await pause(random() * 1_000)
      else {
        const { url, key } = await server.ready()
        // Where starting takes long, so does everything: a busy machine is to be killed in the middle of sending, too.
        const until = performance.now() + random() * Math.max(longestLife, performance.now() - spawned)
        do {
          const started = performance.now()
          const isFine = await asksWell(url, key)
          if (!isFine) failed += 1
          times.push(performance.now() - started)
          await pause(Math.max(0, Math.min(60, until - performance.now())))
        } while (performance.now() < until)
      }
      await server.kill()
      for (const { sender, open } of await lookAtDead(place)) inFlight.set(sender, open)
      if (kill % 25 === 24) progress(`${kill + 1} kills, ${sink.taken.size} of ${messages} mails taken`)
    }
    // The rest goes out to a mail server that behaves.
    sink.misbehave = () => null
    sink.thinks = () => 0
    const server = await startBenchServer(folder, null, sink.url)
    await sendRest(server, place)
    const before = await everyMessage(place)
    const repeatsByItself = repeatsIn(sink)
    const unknown = before.filter(({ status }) => status === 'unknown').length
    await sendAgain(server)
    await server.stop()
    const after = await everyMessage(place)
    const open = [...inFlight.values()]
    return {
      kills: kill,
      messages: after.length,
      inFlight: open.reduce((sum, each) => sum + each, 0),
      mostInFlight: Math.max(0, ...open),
      statuses: countStatuses(before),
      repeatsByItself,
      repeats: repeatsIn(sink),
      unknown,
      lost: after.filter(message => !isAccountedFor(message, sink)).map(({ id }) => id),
      answers: {
        count: times.length,
        failed,
        p50: percentile(times, 0.5),
        p99: percentile(times, 0.99),
        most: Math.max(0, ...times),
      },
      faults: Object.fromEntries(sink.faults),
    }
  } finally {
    await sink.close()
    removeFolder(folder)
  }
}

export const mostAllowed = MOST_IN_FLIGHT

type Place = Parameters<typeof openDatabase>[0]

const pause = (ms: number) => new Promise(resolve => setTimeout(resolve, ms))

/** What anybody would look at while it sends. A request that is cut off or slow past five seconds is none that was answered well. */
async function asksWell(url: string, key: string): Promise<boolean> {
  const signal = AbortSignal.timeout(5_000)
  try {
    const list = fetch(`${url}/api/v1/messages?limit=20`, {
      headers: { authorization: `Bearer ${key}` },
      signal,
    })
    const page = fetch(`${url}/messages`, { signal })
    const answers = await Promise.all([list, page])
    await Promise.all(answers.map(answer => answer.arrayBuffer()))
    // Where the web app is not built, its pages say so with 503 or 404.
    return answers[0].ok && answers[1].headers.has('content-type')
  } catch {
    return false
  }
}

/** How many were being sent when it was killed. What is to be tried later is due at once: nobody waits eleven hours here. */
async function lookAtDead(place: Place): Promise<{ sender: string; open: number }[]> {
  const db = openDatabase(place)
  try {
    return await db.transaction(async ({ sql }) => {
      await sql
        .updateTable('message')
        .set({ send_at: 0 })
        .where('status', '=', 'queued')
        .where('send_at', '>', 0)
        .execute()
      const rows = await sql
        .selectFrom('message')
        .select('claimed_by')
        .select(eb => eb.fn.countAll<number>().as('open'))
        .where('status', '=', 'sending')
        .groupBy('claimed_by')
        .execute()
      return rows.map(({ claimed_by, open }) => ({ sender: claimed_by ?? '', open }))
    })
  } finally {
    await db.close()
  }
}

async function sendRest(server: BenchServer, place: Place): Promise<void> {
  for (;;) {
    const { counts } = (await server.call('GET', '/messages?limit=1')) as { counts: Record<string, number> }
    if (!counts.queued && !counts.sending && !counts.held) break
    if (counts.queued) await lookAtDead(place)
    await pause(200)
  }
}

/** “Send again” for everything of which nobody knows whether it arrived. */
async function sendAgain(server: BenchServer): Promise<void> {
  for (;;) {
    const page = (await server.call('GET', '/messages?status=unknown&limit=500')) as {
      items: { id: number }[]
    }
    for (const { id } of page.items) await server.call('POST', `/messages/${id}/retry`)
    const { counts } = (await server.call('GET', '/messages?limit=1')) as { counts: Record<string, number> }
    if (!counts.unknown && !counts.queued && !counts.sending) break
    await pause(200)
  }
}

type Stood = { id: number; status: string; recipient_email: string }

async function everyMessage(place: Place): Promise<Stood[]> {
  const db = openDatabase(place)
  try {
    return await db.read.selectFrom('message').select(['id', 'status', 'recipient_email']).execute()
  } finally {
    await db.close()
  }
}

/** Sent means that it arrived; bounced and failed, that the server said no; nothing else is left in the end. */
function isAccountedFor({ id, status, recipient_email }: Stood, { taken, refused }: Sink): boolean {
  const messageId = `muster.1.${id}@127.0.0.1`
  if (status === 'sent') return taken.has(messageId)
  if (status === 'bounced') return refused.has(recipient_email)
  return status === 'failed' && refused.has(messageId)
}

function repeatsIn({ taken }: Sink): number {
  let repeats = 0
  for (const times of taken.values()) repeats += times - 1
  return repeats
}

function countStatuses(messages: Stood[]): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const { status } of messages) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
