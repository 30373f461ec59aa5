import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'

/**
 * Who is sending: host, process and start, so that a crash can be told from a slow mail server. The senders of this very
 * process are known by heart, because a process number says nothing about one that came before with the same number.
 */
const ofThisProcess = new Set<string>()
const here = `${hostname()} ${process.pid} `

export function startSender(): string {
  const sender = `${here}${randomUUID()}`
  ofThisProcess.add(sender)
  return sender
}

export function endSender(sender: string): void {
  ofThisProcess.delete(sender)
}

/** Whether a sender has certainly ended. Those of other machines cannot be asked after: their lease runs out. */
export function isGone(sender: string): boolean {
  if (ofThisProcess.has(sender)) return false
  if (sender.startsWith(here)) return true
  const [host, pid] = sender.split(' ')
  return host === hostname() && !isRunning(Number(pid))
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it is there, and somebody else's.
    return Object(error).code === 'EPERM'
  }
}
