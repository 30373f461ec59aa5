import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type Environment, readConnection } from '../config.ts'
import { type Contract, contract } from '../contract.ts'
import { Failure } from './failure.ts'
import { Refused, readProblem } from './problem.ts'

export type Connection = {
  url: string
  client: ContractRouterClient<Contract>
  /** What is no JSON, such as uploads and downloads: a path under /api/v1. Answers only successes. */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** The server of MUSTER_URL, spoken to with the key of MUSTER_KEY. Refusals are thrown as Refused. */
export const connect = (environment: Environment): Connection => connectTo(readConnection(environment))

export function connectTo({ url, key }: { url: string; key: string }): Connection {
  const authorization = `Bearer ${key}`
  const call = async (request: Request | string, init: RequestInit): Promise<Response> => {
    const response = await fetch(request, init).catch(error => {
      throw unreachable(url, error)
    })
    if (response.ok) return response
    if (response.status === 401) {
      throw new Failure(
        `The server at ${url} does not know this API key (MUSTER_KEY); it may have been revoked. Make a new one with “muster key create”.`,
      )
    }
    throw new Refused(await readProblem(response))
  }
  return {
    url,
    client: createORPCClient(
      new OpenAPILink(contract, { url: `${url}/api/v1`, headers: { authorization }, fetch: call }),
    ),
    fetch(path, init = {}) {
      const headers = new Headers(init.headers)
      headers.set('authorization', authorization)
      return call(`${url}/api/v1${path}`, { ...init, headers })
    },
  }
}

function unreachable(url: string, error: unknown): Failure {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const reason =
    cause instanceof Error ? ('code' in cause && String(cause.code)) || cause.message : String(cause)
  if (reason === 'UND_ERR_HEADERS_TIMEOUT' || reason === 'UND_ERR_SOCKET' || reason === 'ECONNRESET') {
    return new Failure(
      `The server at ${url} broke off before it answered (${reason}). Look with “muster changes” whether the change has happened.`,
    )
  }
  return new Failure(
    `Nothing answers at ${url} (${reason}). Is the server running? MUSTER_URL says where it is.`,
  )
}
