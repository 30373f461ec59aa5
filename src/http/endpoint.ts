import { oc } from '@orpc/contract'
import { z } from 'zod'

/**
 * How every endpoint is declared. An endpoint states the role it needs; one that states nothing needs an owner,
 * so forgetting it shuts a door instead of opening one (test/access walks them all).
 */
export const roles = ['viewer', 'editor', 'admin', 'owner'] as const
export type Role = (typeof roles)[number]

export type EndpointMeta = {
  role: Role | 'public'
  /** Answered by a Fastify handler of its own (streams in or out) instead of the contract's router. */
  raw?: boolean
  /** Its answer holds a secret that is shown only once, so no copy is kept for a repeat with the same Idempotency-Key. */
  secret?: boolean
  /** It moves nobody: a dry run checks role and input, writes nothing, and answers a plan in which nothing moves. */
  still?: boolean
}

export const endpoint = oc.$meta<EndpointMeta>({ role: 'owner' })

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'
type Summary = { summary: string; tags: readonly string[] }

/** A reading endpoint: path parameters and query are one flat input. */
export function reading(role: EndpointMeta['role'], path: `/${string}`, about: Summary) {
  return endpoint.meta({ role }).route({ method: 'GET', path, summary: about.summary, tags: [...about.tags] })
}

/** A file to download: answered by a handler of its own, which streams. */
export function download(path: `/${string}`, about: Summary & { role?: Role }) {
  return endpoint
    .meta({ role: about.role ?? 'viewer', raw: true })
    .route({ method: 'GET', path, summary: about.summary, tags: [...about.tags] })
}

/** A writing endpoint: its input is `{params, query, body}`, so that `?dryRun=true` never mixes with the body. */
export function writing(
  role: EndpointMeta['role'],
  method: Exclude<Method, 'GET'>,
  path: `/${string}`,
  about: Summary & { successStatus?: number; secret?: boolean; still?: boolean },
) {
  return endpoint.meta({ role, secret: about.secret, still: about.still }).route({
    method,
    path,
    summary: about.summary,
    tags: [...about.tags],
    successStatus: about.successStatus ?? 200,
    inputStructure: 'detailed',
  })
}

/** A whole number that may arrive as text in a query or a path. */
export const wholeNumber = z.coerce.number<number>().int().min(0).max(Number.MAX_SAFE_INTEGER)
export const id = z.coerce.number<number>().int().min(1).max(2_147_483_647)
/** true or false, as JSON or as query text. */
export const flag = z
  .union([z.boolean(), z.enum(['true', 'false', '1', '0'])])
  .transform(v => v === true || v === 'true' || v === '1')

export const idParams = z.object({ id })

/** The query of writing endpoints that move nobody. */
export const stillQuery = z.object({ dryRun: flag.optional() }).default({})

/** What every act takes beside its body. */
export const actQuery = z
  .object({
    /** Answer with the Plan and write nothing. */
    dryRun: flag.optional(),
    /** The workspace version the shown plan was made at; if the workspace has moved since: 409 with the new plan. */
    expectedVersion: wholeNumber.optional(),
    /** The `confirm` of a plan that the brake held. */
    confirm: z.string().max(200).optional(),
  })
  .default({})

export const pageQuery = {
  // Room for what a list may be sorted by: two names, an address and an id, in any script.
  cursor: z.string().max(6_000).optional(),
  limit: z.coerce.number<number>().int().min(1).max(500).optional(),
}

/** `{items, total, nextCursor}`: total counts everything that fits the filter, not only this page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ items: z.array(item), total: z.number().int(), nextCursor: z.string().nullable() })
}

/** A moment, ISO 8601 in UTC, such as 2026-03-01T09:30:00.000Z. */
export const moment = z.iso.datetime()
