import type { Actor } from '../access/actor.ts'
import type { Auth } from '../access/auth.ts'
import type { Background } from '../background/background.ts'
import type { Engine } from '../changes/engine.ts'
import type { Config } from '../config.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'
import type { Attempts } from './attempts.ts'
import type { Live } from './live.ts'

/** What the program is made of once it runs; made by startServer. */
export type AppContext = {
  config: Config
  db: Db
  auth: Auth
  engine: Engine
  background: Background
  log: Log
  live: Live
  attempts: Attempts
  now(): Date
}

/** What a handler gets. Behind the guard of `app` (implement.ts) the actor is never null. */
export type RequestContext = AppContext & {
  actor: Actor | null
  /** The session of a signed-in account; null for keys and for nobody. */
  sessionId: string | null
  /** The Idempotency-Key of a POST: write it beside the change, so that a retry after a crash finds it. */
  idempotencyKey: string | null
  requestId: string
  /** The caller's network address. */
  address: string
}
