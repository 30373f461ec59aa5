import { createHash } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import { Conflict, Invalid } from '../errors.ts'
import type { RequestContext } from './context.ts'

type Answer = { status: number; body: string | undefined }

const DAY = 24 * 60 * 60 * 1000
/** A request that never stored its answer died with its process; the change log still guards against doing it twice. */
const PRESUMED_DEAD = 5 * 60 * 1000

/**
 * Does the work once per Idempotency-Key: a repeat gets the stored answer. Only successes are kept; a refusal frees the
 * key. Without a key, or for nobody in particular, simply does the work.
 */
export async function keepAnswer(
  context: RequestContext,
  request: FastifyRequest,
  work: (context: RequestContext) => Promise<Answer>,
): Promise<Answer & { replayed: boolean }> {
  const { idempotencyKey: key, actor } = context
  if (!key || !actor) return { ...(await work(context)), replayed: false }
  if (key.length > 200) throw new Invalid('An Idempotency-Key has at most 200 characters.')
  const place = { workspaceId: actor.workspaceId, key }
  const print = fingerprint(actor.id, request)
  const stored = await claim(context, place, print)
  if (stored) return { ...stored, replayed: true }
  // The log never forgets a key, this table does after a day: the fingerprint keeps a key that is used anew apart.
  const answer = await work({ ...context, idempotencyKey: `${key} ${print}` }).catch(async error => {
    await free(context, place)
    throw error
  })
  await store(context, place, answer)
  return { ...answer, replayed: false }
}

function fingerprint(actorId: string, request: FastifyRequest): string {
  // A file that streams in is known by its length.
  const body = JSON.stringify(request.body) ?? request.headers['content-length'] ?? ''
  return createHash('sha256')
    .update(`${actorId}\n${request.method} ${request.url}\n${body}`)
    .digest('base64url')
}

type Place = { workspaceId: number; key: string }

/** The stored answer, or undefined when the key is now ours to work under. */
async function claim(context: RequestContext, place: Place, request: string): Promise<Answer | undefined> {
  const now = context.now().getTime()
  return await context.db.transaction(async ({ sql }) => {
    await sql
      .deleteFrom('idempotency')
      .where('workspace_id', '=', place.workspaceId)
      .where(eb =>
        eb.or([
          eb('at', '<', now - DAY),
          eb.and([eb('status', 'is', null), eb('at', '<', now - PRESUMED_DEAD)]),
        ]),
      )
      .execute()
    const inserted = await sql
      .insertInto('idempotency')
      .values({ workspace_id: place.workspaceId, key: place.key, request, status: null, body: null, at: now })
      .onConflict(conflict => conflict.columns(['workspace_id', 'key']).doNothing())
      .executeTakeFirst()
    if (Number(inserted.numInsertedOrUpdatedRows ?? 0) > 0) return undefined
    const row = await sql
      .selectFrom('idempotency')
      .select(['request', 'status', 'body'])
      .where('workspace_id', '=', place.workspaceId)
      .where('key', '=', place.key)
      .executeTakeFirstOrThrow()
    if (row.request !== request) {
      throw new Invalid(
        'This Idempotency-Key has already been used for another request. Use a new key for a new request.',
      )
    }
    if (row.status === null) {
      throw new Conflict(
        'The first request with this Idempotency-Key is still running. Ask again in a moment.',
      )
    }
    return { status: row.status, body: row.body ?? undefined }
  })
}

async function store(context: RequestContext, place: Place, answer: Answer): Promise<void> {
  await context.db.transaction(async ({ sql }) => {
    await sql
      .updateTable('idempotency')
      .set({ status: answer.status, body: answer.body ?? null })
      .where('workspace_id', '=', place.workspaceId)
      .where('key', '=', place.key)
      .execute()
  })
}

async function free(context: RequestContext, place: Place): Promise<void> {
  await context.db.transaction(async ({ sql }) => {
    await sql
      .deleteFrom('idempotency')
      .where('workspace_id', '=', place.workspaceId)
      .where('key', '=', place.key)
      .execute()
  })
}
