import { type Logger, pino } from 'pino'

export type Log = Logger

/** Lines of JSON on standard output. Addresses of requests are never logged: links carry secrets. */
export function createLog(level: 'info' | 'error' | 'silent' = 'info'): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
