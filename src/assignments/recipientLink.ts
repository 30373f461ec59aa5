import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'

/**
 * The signed address of a person's own page. Whoever holds it acts as that person, so it goes to nobody but them and those
 * who may edit assignments. It does not expire: a mail may be opened a year later. It stops working when it is replaced, when
 * the person is made inactive, and all of them when MUSTER_SECRET changes. The leading number is the format's: the first
 * link of a person is of format 1, which says no generation; those that came in its place are of format 2.
 */
const FIRST = /^1-([1-9]\d{0,9})-([1-9]\d{0,9})-([\w-]{32})$/
const LATER = /^2-([1-9]\d{0,9})-([1-9]\d{0,9})-([1-9]\d{0,9})-([\w-]{32})$/

export type TokenOwner = { workspaceId: number; personId: number }
/** A person with the number of their link: 1, and one more for each time it was replaced. */
export type LinkOwner = TokenOwner & { generation: number }

export function recipientLink(config: Pick<Config, 'baseUrl' | 'secret'>, owner: LinkOwner): string {
  return `${config.baseUrl}/r/${signToken(config, owner)}`
}

export function signToken(config: Pick<Config, 'secret'>, owner: LinkOwner): string {
  const signed = signedPart(owner)
  return `${signed}-${signature(config.secret, signed).toString('base64url')}`
}

/** Whose token it is, whether it has been replaced or not; undefined for anything this server has not signed. */
export function readToken(config: Pick<Config, 'secret'>, token: string): LinkOwner | undefined {
  const read = readFirst(token) ?? readLater(token)
  if (!read) return undefined
  const expected = signature(config.secret, signedPart(read.owner))
  return timingSafeEqual(Buffer.from(read.given, 'base64url'), expected) ? read.owner : undefined
}

function readFirst(token: string): { owner: LinkOwner; given: string } | undefined {
  const [, workspace, person, given] = FIRST.exec(token) ?? []
  if (!given) return undefined
  return { owner: { workspaceId: Number(workspace), personId: Number(person), generation: 1 }, given }
}

function readLater(token: string): { owner: LinkOwner; given: string } | undefined {
  const [, workspace, person, generation, given] = LATER.exec(token) ?? []
  if (!given || generation === '1') return undefined
  const owner = { workspaceId: Number(workspace), personId: Number(person), generation: Number(generation) }
  return { owner, given }
}

const signedPart = ({ workspaceId, personId, generation }: LinkOwner) =>
  generation === 1 ? `1-${workspaceId}-${personId}` : `2-${workspaceId}-${personId}-${generation}`

/** 192 of the 256 bits: far beyond guessing, and the address stays short enough for one line of a mail. */
function signature(secret: string, signed: string): Buffer {
  return createHmac('sha256', keyOf(secret)).update(signed).digest().subarray(0, 24)
}

/** A key of its own, so that a signature made for anything else never passes here. */
const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'muster recipient link', 32))
