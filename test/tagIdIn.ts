import type { Client } from './client.ts'

/** The id of a tag by its key and value as they are shown: `Department: Sales`. */
export async function tagIdIn(client: Client, name: string): Promise<number> {
  const { items } = await client.tags.list({ q: name, limit: 500 })
  const tag = items.find(each => `${each.key}: ${each.value}` === name)
  if (!tag) throw new Error(`There is no tag ${name}.`)
  return tag.id
}
