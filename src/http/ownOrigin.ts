import type { FastifyRequest, onRequestHookHandler } from 'fastify'
import type { Config } from '../config.ts'
import { Forbidden } from '../errors.ts'

const reading = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends the session cookie along with what another site makes it send. So a write that carries a cookie must
 * come from our own pages; and signing in, which needs none, too. Programs with an API key are left alone: no browser
 * adds one by itself.
 */
export function requireOwnOrigin(config: Config): onRequestHookHandler {
  return async request => {
    const { cookie, authorization } = request.headers
    if (reading.has(request.method) || authorization !== undefined) return
    if (cookie === undefined && !request.url.startsWith('/api/auth/')) return
    if (!isOwn(request, config)) {
      throw new Forbidden(
        'This request came from another site. Use Muster from its own address, or send an API key.',
      )
    }
  }
}

function isOwn(request: FastifyRequest, config: Config): boolean {
  const { origin, host } = request.headers
  const site = request.headers['sec-fetch-site']
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
  // Neither header: not a browser of this decade, and the cookie is SameSite=Lax besides.
  if (origin === undefined) return true
  if (!URL.canParse(origin)) return false
  const from = new URL(origin)
  return from.origin === new URL(config.baseUrl).origin || from.host === host
}
