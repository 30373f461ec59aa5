import type { Role } from '../../../../src/http/endpoint.ts'

/** What each role may do, as it is offered. */
export const roleWords = {
  viewer: 'Viewer: looks at everything',
  editor: 'Editor: changes people, tags, segments, assignments',
  admin: 'Admin: also members, keys and settings',
  owner: 'Owner: everything',
} as const satisfies Record<Role, string>

const order: readonly Role[] = ['viewer', 'editor', 'admin', 'owner']

/** The roles one may give: never more than one's own. `brief`: without what they may do. */
export function rolesUpTo(own: Role, brief = false) {
  return order
    .slice(0, order.indexOf(own) + 1)
    .map(role => ({ value: role, label: brief ? roleName(role) : roleWords[role] }))
}

export function roleName(role: Role): string {
  return role.charAt(0).toUpperCase() + role.slice(1)
}

export function asRole(text: string): Role {
  return order.find(role => role === text) ?? 'viewer'
}
