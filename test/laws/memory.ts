import { expect } from 'vitest'
import type { Person } from '../../src/people/contract.ts'
import type { Segment } from '../../src/segments/contract.ts'
import type { Alias } from '../../src/tags/aliasContract.ts'
import type { Tag } from '../../src/tags/contract.ts'
import type { Client } from '../client.ts'
import { means } from './means.ts'

/** All that the API says of a workspace after a change, kept to be asked for again later. */
export type Memory = {
  at: string
  /** Everybody, inactive ones too. */
  people: Person[]
  tags: Tag[]
  aliases: Alias[]
  segments: Segment[]
  /** Ids of the people who hold each tag and are in each segment, by its id. */
  holders: Map<number, number[]>
  members: Map<number, number[]>
}

export async function remember(client: Client, now: number): Promise<Memory> {
  const [people, tags, aliases, segments] = await Promise.all([
    everything(page => client.people.list({ status: 'any', ...page })),
    everything(page => client.tags.list(page)),
    everything(page => client.aliases.list(page)),
    everything(page => client.segments.list(page)),
  ])
  const [holders, members] = await Promise.all([
    idsOfEach(tags, tag => page => client.people.list({ tag: String(tag), ...page })),
    idsOfEach(segments, id => page => client.segments.people({ id, ...page })),
  ])
  return { at: new Date(now).toISOString(), people: byId(people), tags, aliases, segments, holders, members }
}

/** What is shown hangs together: sets and counts say what the people's own tags and the rules' names say. */
export function expectSense({ at, people, tags, segments, holders, members }: Memory): void {
  const active = people.filter(person => person.status === 'active')
  for (const { id, key, value, people: count } of tags) {
    const own = active.filter(person => person.tags.some(tag => tag.id === id)).map(person => person.id)
    expect(holders.get(id), `who holds ${key}: ${value}`).toEqual(own)
    expect(count).toBe(own.length)
  }
  const meant = (person: Person, { rule }: Segment): boolean =>
    means(rule, valuesByKey(person), {
      today: at.slice(0, 10),
      inSegment: named => segments.some(each => each.name === named && meant(person, each)),
    })
  for (const segment of segments) {
    const own = active.filter(person => meant(person, segment)).map(person => person.id)
    expect(members.get(segment.id), `who is in ${segment.name} (${segment.text})`).toEqual(own)
    expect(segment.people).toBe(own.length)
  }
}

/** Asked for that moment now, the API says what it said then. */
export async function expectRemembered(client: Client, then: Memory): Promise<void> {
  const asOf = then.at
  const active = then.people.filter(person => person.status === 'active')
  const people = await everything(page => client.people.list({ asOf, ...page }))
  expect(byId(people), `people as of ${asOf}`).toEqual(active)
  const holders = await idsOfEach(
    then.tags,
    tag => page => client.people.list({ tag: String(tag), asOf, ...page }),
  )
  expect(holders, `who held each tag as of ${asOf}`).toEqual(then.holders)
  const members = await idsOfEach(then.segments, id => page => client.segments.people({ id, asOf, ...page }))
  expect(members, `who was in each segment as of ${asOf}`).toEqual(then.members)
  for (const { id, name, text } of then.segments) {
    const found = await everything(page => client.people.list({ where: text, asOf, ...page }))
    expect(idsOf(found), `the rule of ${name} as of ${asOf}: ${text}`).toEqual(then.members.get(id))
  }
  const inactive = then.people.filter(person => person.status === 'inactive')
  for (const person of [...inactive.slice(0, 2), ...active.slice(-2)]) {
    const shown = await client.people.get({ id: person.id, asOf })
    expect(shown, `person ${person.id} as of ${asOf}`).toMatchObject(person)
    const own = then.segments.filter(({ id }) => then.members.get(id)?.includes(person.id))
    expect(byId(shown.segments)).toEqual(byId(own.map(({ id, name }) => ({ id, name }))))
  }
}

export function valuesByKey({ tags }: Person): Record<string, string[]> {
  const groups = Object.entries(Object.groupBy(tags, tag => tag.key))
  return Object.fromEntries(groups.map(([key, own = []]) => [key, own.map(tag => tag.value)]))
}

type Page<Item> = { items: Item[]; nextCursor: string | null }
type List<Item> = (page: { limit: number; cursor?: string }) => Promise<Page<Item>>

async function everything<Item>(list: List<Item>): Promise<Item[]> {
  const items: Item[] = []
  for (let cursor: string | undefined; ; ) {
    const page = await list({ limit: 500, cursor })
    items.push(...page.items)
    if (page.nextCursor === null) return items
    cursor = page.nextCursor
  }
}

async function idsOfEach(
  things: readonly { id: number }[],
  listOf: (id: number) => List<{ id: number }>,
): Promise<Map<number, number[]>> {
  return new Map(
    await Promise.all(
      things.map(async ({ id }): Promise<[number, number[]]> => [id, idsOf(await everything(listOf(id)))]),
    ),
  )
}

const byId = <Item extends { id: number }>(items: readonly Item[]) => [...items].sort((a, b) => a.id - b.id)
const idsOf = (items: readonly { id: number }[]) => byId(items).map(item => item.id)
