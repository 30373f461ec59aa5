export type Repeated = { stop(): Promise<void>; wake(): void }

/** Does the work now and again and again, never twice at once; a call to `wake` during the work brings one more round. */
export function repeat(ms: number, work: () => Promise<void>): Repeated {
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let again = false
  let running: Promise<void> | null = null
  const run = async () => {
    do {
      again = false
      await work()
    } while (again && !stopped)
    running = null
    if (stopped) return
    timer = setTimeout(start, ms)
    timer.unref()
  }
  const start = () => {
    clearTimeout(timer)
    running = run()
  }
  start()
  return {
    wake() {
      if (running) again = true
      else if (!stopped) start()
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
