import { Forbidden, Unauthorized } from '../errors.ts'
import type { Role } from '../http/endpoint.ts'

/** Who is asking, as what, in which workspace. Everything is scoped by `workspaceId`; an id of another one is a 404. */
export type Actor = {
  kind: 'account' | 'key' | 'system'
  id: string
  name: string
  role: Role
  workspaceId: number
}

const rank = { viewer: 0, editor: 1, admin: 2, owner: 3 } as const satisfies Record<Role, number>

/** Whether someone of role `has` may do what needs `needed`. */
export const reaches = (has: Role, needed: Role): boolean => rank[has] >= rank[needed]

/** The actor when the role suffices; otherwise throws Unauthorized (nobody) or Forbidden (somebody of lower role). */
export function admit(actor: Actor | null, needed: Role): Actor {
  if (!actor) {
    throw new Unauthorized('Sign in, or send an API key as “Authorization: Bearer KEY”.')
  }
  if (!reaches(actor.role, needed)) {
    throw new Forbidden(
      `This needs the role ${needed}; ${actor.name} is ${actor.role} here. Ask an owner of the workspace.`,
    )
  }
  return actor
}
