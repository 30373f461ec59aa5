import type { client } from '../../api.ts'

/** What GET /people/{id} answers. */
export type PersonDetails = Awaited<ReturnType<typeof client.people.get>>
