import { TooManyAttempts } from '../errors.ts'

const WINDOW_MS = 60_000
const MOST = 10

/** Guards what takes a password: ten tries a minute for one account from one address. A right one starts afresh. */
export type Attempts = {
  /** Counts a try, before the password is looked at. Throws TooManyAttempts. */
  begin(who: string, now: Date): void
  succeeded(who: string): void
}

export function createAttempts(): Attempts {
  const tries = new Map<string, number[]>()
  return {
    begin(who, now) {
      const recent = (tries.get(who) ?? []).filter(moment => now.getTime() - moment < WINDOW_MS)
      if (recent.length >= MOST) throw new TooManyAttempts('Too many attempts. Wait a minute and try again.')
      if (tries.size > 100_000) tries.clear()
      tries.set(who, [...recent, now.getTime()])
    },
    succeeded(who) {
      tries.delete(who)
    },
  }
}
