import routes from 'virtual:contract-routes'
import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { createTanstackQueryUtils } from '@orpc/tanstack-query'
import { keepPreviousData } from '@tanstack/react-query'
import type { Contract } from '../../src/contract.ts'
import { searchParams } from '../../src/http/searchParams.ts'
import { ProblemError, readProblem } from './problem.ts'

/**
 * Every call goes through here: an answer that is not a success becomes a ProblemError. oRPC's own decoder knows
 * only its own error shape and takes `application/problem+json` for a file, so it never gets to see one.
 */
async function fetchOrThrow(request: Request, init: RequestInit): Promise<Response> {
  const response = await fetch(request, { ...init, credentials: 'same-origin' })
  if (!response.ok) throw new ProblemError(await readProblem(response))
  return response
}

/** The typed client: `await client.people.get({ id: 7 })`. Reading input is flat, writing is `{params, query, body}`. */
export const client: ContractRouterClient<Contract> = createORPCClient(
  new OpenAPILink(routes, {
    url: `${window.location.origin}/api/v1`,
    fetch: (request, init) => fetchOrThrow(request, init),
  }),
)

/** The same for TanStack Query: `useQuery(api.people.get.queryOptions({ input: { id: 7 } }))`. */
export const api = createTanstackQueryUtils(client)

/** The address of a file to download: `fileUrl('/people/export.csv', { segment: 3 })`. */
export function fileUrl(path: string, query: Record<string, string | number | undefined> = {}): string {
  const text = searchParams(query).toString()
  return `/api/v1${path}${text ? `?${text}` : ''}`
}

/**
 * Options for a list that is read page by page, for `useInfiniteQuery` and `DataList`:
 * `useInfiniteQuery(api.people.list.infiniteOptions(paged({ q, sort })))`.
 */
export function paged<Input extends object>(input: Input, limit = 100) {
  return {
    input: (cursor: string | undefined) => ({ limit, ...input, cursor }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last: { nextCursor: string | null }) => last.nextCursor ?? undefined,
    // While a filter is typed the rows of before stay, dimmed, instead of a flash of skeletons.
    placeholderData: keepPreviousData,
  }
}
