import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { type Contract, contract } from '../src/contract.ts'

/** What a refused call throws: the problem the server answered. */
export class Refused extends Error {
  override name = 'Refused'
  status: number
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
  problem: any
  constructor(problem: { status: number; detail: string }) {
    super(`${problem.status}: ${problem.detail}`)
    this.status = problem.status
    this.problem = problem
  }
}

export type Client = ContractRouterClient<Contract>

/** The typed client over HTTP, as nobody without a key; answers that are no success are thrown as Refused. */
export function createClient(url: string, key: string | null): Client {
  return createORPCClient(
    new OpenAPILink(contract, {
      url: `${url}/api/v1`,
      headers: key === null ? {} : { authorization: `Bearer ${key}` },
      async fetch(request, init) {
        const response = await fetch(request, init)
        if (!response.ok) throw new Refused((await response.json()) as { status: number; detail: string })
        return response
      },
    }),
  )
}

/** The JSON of a response, to look into. */
// biome-ignore lint/suspicious/noExplicitAny: a test looks into whatever came back
export const bodyOf = async (response: Response): Promise<any> => await response.json()
