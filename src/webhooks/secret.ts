import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'

/**
 * Signatures as Standard Webhooks 1.0 has them: HMAC-SHA-256 over `id.timestamp.body`, the secret's bytes being what follows
 * `whsec_`. A secret is derived from MUSTER_SECRET and a salt of its own, so that no copy of the database holds one.
 */
export type Salted = { workspace_id: number; id: number }

export const newSalt = () => randomBytes(16).toString('base64url')

export function secretOf(config: Pick<Config, 'secret'>, { workspace_id, id }: Salted, salt: string): string {
  const use = `muster webhook ${workspace_id}.${id}`
  return `whsec_${Buffer.from(hkdfSync('sha256', config.secret, salt, use, 32)).toString('base64')}`
}

/** The three headers; `secrets` are several while one is being replaced. `at` in milliseconds. */
export function signatureHeaders(
  secrets: readonly string[],
  { eventId, at, body }: { eventId: string; at: number; body: string },
): Record<string, string> {
  const timestamp = String(Math.floor(at / 1_000))
  const signed = secrets.map(secret => {
    const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
    return `v1,${createHmac('sha256', key).update(`${eventId}.${timestamp}.${body}`).digest('base64')}`
  })
  return {
    'webhook-id': eventId,
    'webhook-timestamp': timestamp,
    'webhook-signature': signed.join(' '),
  }
}
