import { useSuspenseQuery } from '@tanstack/react-query'
import type { Me } from '../../src/access/contract.ts'
import type { Role } from '../../src/http/endpoint.ts'
import { api } from './api.ts'
import { ProblemError, readProblem, refusal } from './problem.ts'

export const meQuery = () => api.access.me.queryOptions({ staleTime: 60_000 })

/** Who is signed in. The router has loaded it before any page behind the sign-in renders. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery()).data
}

const rank = { viewer: 0, editor: 1, admin: 2, owner: 3 } as const satisfies Record<Role, number>

/** Whether the signed-in account may do what asks for `needed`. The server decides; this only spares useless buttons. */
export function useMay(needed: Role): boolean {
  return rank[useMe().role] >= rank[needed]
}

/** Sign in with better-auth, whose endpoints are outside the contract. False: wrong address or password. */
export async function signIn(email: string, password: string): Promise<boolean> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ email, password }),
  })
  if (response.status === 401 || response.status === 400 || response.status === 403) return false
  if (!response.ok) {
    throw refusal(
      response.status === 429
        ? 'Too many attempts. Wait a minute and try again.'
        : 'Signing in failed. Try again in a moment.',
    )
  }
  return true
}

/** Change one's own password; signs out every other browser. Throws a ProblemError with the fields concerned. */
export async function changePassword(currentPassword: string, newPassword: string): Promise<void> {
  const response = await fetch('/api/auth/change-password', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ currentPassword, newPassword, revokeOtherSessions: true }),
  })
  if (!response.ok) throw new ProblemError(await readProblem(response))
}

/** Sign out and forget everything that was loaded, by leaving the page. */
export async function signOut(): Promise<void> {
  await fetch('/api/auth/sign-out', {
    method: 'POST',
    credentials: 'same-origin',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  })
  window.location.assign('/sign-in')
}
