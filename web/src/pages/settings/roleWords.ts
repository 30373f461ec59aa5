import type { Role } from '../../../../src/http/endpoint.ts'

/** What each role may do, as it is offered. */
export const roleWords = {
  viewer: 'Viewer: looks at everything',
  editor: 'Editor: changes people, tags, segments, assignments',
  admin: 'Admin: also members, keys and settings',
  owner: 'Owner: everything',
} as const satisfies Record<Role, string>

const order: readonly Role[] = ['viewer', 'editor', 'admin', 'owner']

/** The roles one may give: never more than one's own. */
export function rolesUpTo(own: Role) {
  return order.slice(0, order.indexOf(own) + 1).map(role => ({ value: role, label: roleWords[role] }))
}

export function asRole(text: string): Role {
  return order.find(role => role === text) ?? 'viewer'
}
