/** The status filter in words. */
export const statuses = { active: 'Active', inactive: 'Inactive', any: 'Active and inactive' } as const
