/** As shells count it: 128 and the number of the signal. */
const INTERRUPTED = 130

/**
 * Until the returned function is called, Ctrl-C runs `stop` instead of ending the process at once; then the process ends.
 * A second Ctrl-C does not wait for it. `stop` answers the exit code when it is not that of an interruption.
 */
export function onInterrupt(stop: () => Promise<number | undefined>): () => void {
  let isAsked = false
  const heard = () => {
    if (isAsked) process.exit(INTERRUPTED)
    isAsked = true
    stop().then(
      code => process.exit(code ?? INTERRUPTED),
      () => process.exit(INTERRUPTED),
    )
  }
  process.on('SIGINT', heard)
  return () => {
    process.off('SIGINT', heard)
  }
}
