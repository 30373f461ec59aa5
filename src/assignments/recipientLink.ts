import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'

/**
 * The signed address of a person's own page. Whoever holds it acts as that person, so it goes to nobody but them and those
 * who may edit assignments. It does not expire: a mail may be opened a year later. It stops working when the person is made
 * inactive, and all of them when MUSTER_SECRET changes. The leading number is the format's: revoking one person's
 * link needs a counter on the person, and would come as format 2 while links of format 1 keep working for all others.
 */
const TOKEN = /^1-([1-9]\d{0,9})-([1-9]\d{0,9})-([\w-]{32})$/

export type TokenOwner = { workspaceId: number; personId: number }

export function recipientLink(
  config: Pick<Config, 'baseUrl' | 'secret'>,
  workspaceId: number,
  personId: number,
): string {
  return `${config.baseUrl}/r/${signToken(config, workspaceId, personId)}`
}

export function signToken(config: Pick<Config, 'secret'>, workspaceId: number, personId: number): string {
  const signed = `1-${workspaceId}-${personId}`
  return `${signed}-${signature(config.secret, signed).toString('base64url')}`
}

/** Whose token it is; undefined for anything this server has not signed. */
export function readToken(config: Pick<Config, 'secret'>, token: string): TokenOwner | undefined {
  const [, workspace, person, given] = TOKEN.exec(token) ?? []
  if (!workspace || !person || !given) return undefined
  const expected = signature(config.secret, `1-${workspace}-${person}`)
  if (!timingSafeEqual(Buffer.from(given, 'base64url'), expected)) return undefined
  return { workspaceId: Number(workspace), personId: Number(person) }
}

/** 192 of the 256 bits: far beyond guessing, and the address stays short enough for one line of a mail. */
function signature(secret: string, signed: string): Buffer {
  return createHmac('sha256', keyOf(secret)).update(signed).digest().subarray(0, 24)
}

/** A key of its own, so that a signature made for anything else never passes here. */
const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'muster recipient link', 32))
