import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { Invalid, Unauthorized } from '../errors.ts'
import type { AppContext } from '../http/context.ts'

/**
 * What of better-auth is open to the outside: signing in and out, and changing one's password. Everything else it could
 * serve stays shut.
 */
export function authRoutes(app: FastifyInstance, context: AppContext): void {
  app.post('/api/auth/sign-in/email', async (request, reply) => {
    const body = request.body
    const email = typeof body === 'object' && body !== null && 'email' in body ? String(body.email) : ''
    const who = `${request.ip} ${email.trim().toLowerCase()}`
    context.attempts.begin(who, context.now())
    const response = await forward(context, request)
    if (!response.ok) throw new Unauthorized('The e-mail address or the password is not right.')
    context.attempts.succeeded(who)
    return await answer(response, reply)
  })
  app.post('/api/auth/sign-out', async (request, reply) => answer(await forward(context, request), reply))
  app.post('/api/auth/change-password', async (request, reply) => {
    context.attempts.begin(`${request.ip} change-password`, context.now())
    const response = await forward(context, request)
    if (response.status === 401) throw new Unauthorized('Sign in first.')
    if (!response.ok) throw refusedChange(await response.json())
    context.attempts.succeeded(`${request.ip} change-password`)
    return await answer(response, reply)
  })
}

/** What better-auth found wrong, by the field of the form. */
function refusedChange(said: unknown): Invalid {
  const code = typeof said === 'object' && said !== null && 'code' in said ? said.code : undefined
  const [path, message] =
    code === 'INVALID_PASSWORD'
      ? ['currentPassword', 'This is not the present password.']
      : code === 'PASSWORD_TOO_LONG'
        ? ['newPassword', 'At most 200 characters.']
        : ['newPassword', 'At least 12 characters.']
  return new Invalid(message, [{ path, message }])
}

async function forward(context: AppContext, request: FastifyRequest): Promise<Response> {
  const headers = fromNodeHeaders(request.headers)
  headers.delete('content-length')
  headers.set('content-type', 'application/json')
  return await context.auth.handler(
    new Request(new URL(request.url, context.config.baseUrl), {
      method: 'POST',
      headers,
      body: JSON.stringify(request.body ?? {}),
    }),
  )
}

async function answer(response: Response, reply: FastifyReply): Promise<FastifyReply> {
  for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', cookie)
  return reply
    .status(response.status)
    .type('application/json; charset=utf-8')
    .send(await response.text())
}
