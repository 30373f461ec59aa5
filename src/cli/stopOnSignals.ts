/** npm hands on a Ctrl-C that the terminal has sent already: two signals this close together are one. */
const ONE_SIGNAL_MS = 500

/** Waits for SIGINT or SIGTERM, then runs `stop`; a second signal ends the process at once. */
export async function stopOnSignals(stop: () => Promise<void>): Promise<void> {
  let first: number | undefined
  await new Promise<void>(resolve => {
    const heard = (_signal: NodeJS.Signals, number: number) => {
      if (first === undefined) {
        first = Date.now()
        resolve()
      } else if (Date.now() - first > ONE_SIGNAL_MS) process.exit(128 + number)
    }
    process.on('SIGINT', heard)
    process.on('SIGTERM', heard)
  })
  await stop()
}
