import { createHash, randomBytes } from 'node:crypto'

const PREFIX = 'mst_'

/** A new key: the text given out once, what is kept to find it by, and what people see of it. */
export function newApiKey(): { key: string; hash: string; start: string } {
  const key = `${PREFIX}${randomBytes(32).toString('base64url')}`
  return { key, hash: hashApiKey(key), start: key.slice(0, 8) }
}

/** A key is 256 random bits: one SHA-256 is as good as a slow hash and costs a request nothing. */
export function hashApiKey(key: string): string {
  return createHash('sha256').update(key).digest('hex')
}
