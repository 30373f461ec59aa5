import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto'
import type { Config } from '../config.ts'
import type { LinkOwner } from './recipientLink.ts'

/**
 * The signed address by which a course system reports that one person has completed one occurrence of one assignment, and
 * by which nothing else can be done or seen. It ends with the personal link it was handed out with: replacing that revokes it.
 */
const TOKEN = /^c1-([1-9]\d{0,9})-([1-9]\d{0,9})-([1-9]\d{0,9})-([1-9]\d{0,9})-([1-9]\d{0,9})-([\w-]{32})$/

export type CallbackOf = LinkOwner & { assignmentId: number; occurrence: number }

export function signCallback({ secret }: Pick<Config, 'secret'>, of: CallbackOf): string {
  const signed = signedPart(of)
  return `${signed}-${signature(secret, signed).toString('base64url')}`
}

/** What a token reports; undefined for anything this server has not signed. */
export function readCallback({ secret }: Pick<Config, 'secret'>, token: string): CallbackOf | undefined {
  const [, workspace, assignment, person, occurrence, generation, given] = TOKEN.exec(token) ?? []
  if (!given) return undefined
  const of = {
    workspaceId: Number(workspace),
    assignmentId: Number(assignment),
    personId: Number(person),
    occurrence: Number(occurrence),
    generation: Number(generation),
  }
  return timingSafeEqual(Buffer.from(given, 'base64url'), signature(secret, signedPart(of))) ? of : undefined
}

/**
 * A link as one recipient gets it: `{callback}`, `{person}` and `{email}` filled in, written so that they can stand in a
 * query or a path.
 */
export function fillLink(
  link: string | null,
  config: Pick<Config, 'secret' | 'baseUrl'>,
  of: CallbackOf & { email: string },
): string | null {
  // A browser, or whoever typed the link into one, writes braces as %7B and %7D.
  return (
    link?.replace(/(?:\{|%7B)(callback|person|email)(?:\}|%7D)/gi, (_, name: string) => {
      const value = {
        callback: `${config.baseUrl}/api/v1/callbacks/${signCallback(config, of)}`,
        person: String(of.personId),
        email: of.email,
      }[name.toLowerCase()]
      return encodeURIComponent(value ?? '')
    }) ?? null
  )
}

const signedPart = ({ workspaceId, assignmentId, personId, occurrence, generation }: CallbackOf) =>
  `c1-${workspaceId}-${assignmentId}-${personId}-${occurrence}-${generation}`

function signature(secret: string, signed: string): Buffer {
  return createHmac('sha256', keyOf(secret)).update(signed).digest().subarray(0, 24)
}

/** A key of its own, so that a personal link never passes for a report, nor the other way round. */
const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'muster callback', 32))
