import { SingleBar } from 'cli-progress'

export type Progress = { update(done: number, total?: number): void; stop(): void }

/** A bar on standard error while something long is under way; nothing at all where nobody watches. */
export function startProgress(label: string, total: number): Progress {
  if (!process.stderr.isTTY) return { update() {}, stop() {} }
  const bar = new SingleBar({
    format: `${label.padEnd(12)} {bar} {percentage} %`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    stream: process.stderr,
  })
  bar.start(Math.max(1, total), 0)
  return {
    update(done, newTotal) {
      if (newTotal !== undefined && newTotal > 0) bar.setTotal(newTotal)
      bar.update(done)
    },
    stop: () => bar.stop(),
  }
}
