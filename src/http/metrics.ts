import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import type { AppContext } from './context.ts'

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10]

type Series = { count: number; sum: number; buckets: number[] }

/** GET /metrics in Prometheus' text form: totals only, nothing about anybody, so nobody needs to sign in for it. */
export function measure(app: FastifyInstance, context: AppContext): void {
  const requests = new Map<string, Series>()
  const lag = monitorEventLoopDelay({ resolution: 10 })
  lag.enable()
  app.addHook('onClose', async () => {
    lag.disable()
  })
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown'
    const labels = `method="${request.method}",route="${route}",status="${reply.statusCode}"`
    const series = requests.get(labels) ?? { count: 0, sum: 0, buckets: SECONDS.map(() => 0) }
    const seconds = reply.elapsedTime / 1000
    series.count++
    series.sum += seconds
    const bucket = SECONDS.findIndex(limit => seconds <= limit)
    if (bucket !== -1) series.buckets[bucket] = (series.buckets[bucket] ?? 0) + 1
    requests.set(labels, series)
  })
  app.get('/metrics', async (_request, reply) => {
    const people = await countPeople(context)
    const memory = process.memoryUsage()
    const gauges = [
      gauge('muster_people_added', 'People ever added, in all workspaces', people),
      gauge('muster_event_loop_lag_p99_seconds', 'Event loop lag, 99th percentile', lag.percentile(99) / 1e9),
      gauge('process_resident_memory_bytes', 'Resident memory', memory.rss),
      gauge('nodejs_heap_used_bytes', 'Heap in use', memory.heapUsed),
      gauge('process_uptime_seconds', 'Seconds since the start', process.uptime()),
    ]
    reply.type('text/plain; version=0.0.4; charset=utf-8')
    return [...gauges, ...histogram(requests)].join('\n').concat('\n')
  })
}

/** People ever added, from the counters of the workspaces: counting a million rows would make everybody wait. */
async function countPeople(context: AppContext): Promise<number> {
  const row = await context.db.read
    .selectFrom('workspace')
    .select(eb => eb.fn.sum<number | null>('next_person').as('next'))
    .select(eb => eb.fn.countAll<number>().as('workspaces'))
    .executeTakeFirstOrThrow()
  return Number(row.next ?? 0) - Number(row.workspaces)
}

const gauge = (name: string, help: string, value: number) =>
  `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${name} ${value}`

function* histogram(requests: Map<string, Series>): Iterable<string> {
  const name = 'muster_http_request_seconds'
  yield `# HELP ${name} Requests by route and status\n# TYPE ${name} histogram`
  for (const [labels, { count, sum, buckets }] of requests) {
    let below = 0
    for (const [index, limit] of SECONDS.entries()) {
      below += buckets[index] ?? 0
      yield `${name}_bucket{${labels},le="${limit}"} ${below}`
    }
    yield `${name}_bucket{${labels},le="+Inf"} ${count}`
    yield `${name}_sum{${labels}} ${sum}`
    yield `${name}_count{${labels}} ${count}`
  }
}
