import { expect } from 'vitest'
import { owner, type TestApp } from './app.ts'

/** What to give fetch for a POST of JSON. */
export const json = (body: unknown, headers: Record<string, string> = {}): RequestInit => ({
  method: 'POST',
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json', ...headers },
})
export const signIn = (t: TestApp, email: string, password: string) =>
  t.fetch('/api/auth/sign-in/email', json({ email, password }), null)
export const cookieOf = (response: Response) =>
  response.headers
    .getSetCookie()
    .map(c => c.split(';')[0])
    .join('; ')
/** The token at the end of an invitation's link. */
export const tokenOf = (link: string) => link.split('/').at(-1) ?? ''

/** The cookie of a fresh session. */
export async function session(t: TestApp, email = owner.email, password = owner.password): Promise<string> {
  const response = await signIn(t, email, password)
  expect(response.status).toBe(200)
  return cookieOf(response)
}
