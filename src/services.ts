import type { AppContext } from './http/context.ts'
import { startDeletingFiles } from './imports/deleteOldFiles.ts'
import { startClock } from './segments/startClock.ts'
import { startWebhooks } from './webhooks/startWebhooks.ts'

/** Something that runs beside the requests; `stop` waits for what is under way. */
export type Service = { stop(): Promise<void> }

/** What a server does by itself, one line each. Tests call the parts they are about instead. */
export const services: ((context: AppContext) => Service)[] = [startClock, startDeletingFiles, startWebhooks]
