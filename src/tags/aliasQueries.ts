import type { AliasRow } from '../db/schema.ts'
import { NotFound } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import type { Alias } from './aliasContract.ts'
import { type Page, pageOfPlaces } from './queries.ts'

type Filter = { kind?: Alias['kind']; keyId?: number; tagId?: number } & Page

/** By key, what they are spellings of, and spelling. */
export function listAliases(roster: Roster, { kind, keyId, tagId, ...page }: Filter) {
  const found = [...roster.aliases.values()]
    .map(row => toAlias(roster, row))
    .filter(alias => kind === undefined || alias.kind === kind)
    .filter(alias => keyId === undefined || alias.key.id === keyId)
    .filter(alias => tagId === undefined || alias.tag?.id === tagId)
  return pageOfPlaces(
    found.map(item => ({
      place: [item.key.name, item.tag?.value ?? '', item.spelling, item.id],
      item,
    })),
    page,
  )
}

export function getAlias(roster: Roster, id: number): Alias {
  const row = roster.aliases.get(id)
  if (!row) throw new NotFound('There is no such spelling.')
  return toAlias(roster, row)
}

function toAlias(roster: Roster, row: AliasRow): Alias {
  const tag = roster.tags.get(row.tag_id ?? 0)
  const key = roster.keys.get(tag?.keyId ?? row.key_id ?? 0)
  return {
    id: row.id,
    kind: row.kind,
    spelling: row.spelling,
    key: { id: key?.id ?? 0, name: key?.name ?? '' },
    tag: tag ? { id: tag.id, value: tag.value } : null,
    createdAt: new Date(row.created_at).toISOString(),
    createdBy: row.created_by,
  }
}
