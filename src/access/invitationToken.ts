import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

const ID_LENGTH = 22

/** The id of a new invitation: what members see and cancel it by. */
export const newInvitationId = (): string => randomBytes(16).toString('base64url')

/**
 * What stands in the link: the id and a signature. The signature is not stored, so whoever reads the database (or the
 * list of a workspace's invitations through a leak) still cannot take one up.
 */
export function invitationToken(secret: string, id: string): string {
  return `${id}${signature(secret, id)}`
}

/** The id of a token whose signature is right. */
export function readInvitationToken(secret: string, token: string): string | undefined {
  const id = token.slice(0, ID_LENGTH)
  const given = Buffer.from(token.slice(ID_LENGTH))
  const right = Buffer.from(signature(secret, id))
  return given.length === right.length && timingSafeEqual(given, right) ? id : undefined
}

const signature = (secret: string, id: string) =>
  createHmac('sha256', secret).update(`invitation ${id}`).digest('base64url')
