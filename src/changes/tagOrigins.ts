import type { Sql } from '../db/db.ts'
import type { KeyRow, TagRow } from '../db/schema.ts'
import type { PersonRow } from '../people/person.ts'
import type { OriginStep, TagOrigin } from './contract.ts'
import { mergesIn } from './mergesIn.ts'
import { originSentence } from './originSentence.ts'
import { type PersonImage, personImages } from './personImages.ts'
import { rowImagesAfter } from './rowImages.ts'
import { rowIn } from './rowNumbers.ts'

/** Further back than this an answer helps nobody: merged, undone and merged again. */
const MOST_STEPS = 5
const MERGES = ['tags.merge', 'tags.delete', 'tags.mergeKey']

/**
 * Where a person has each of these tags from: the newest change that gave it, and where that was a merge or an undo, what
 * had given it before. `person` is the row as it stood at `version`. A tag that no change of the log gave is left out.
 */
export async function tagOrigins(
  sql: Sql,
  workspaceId: number,
  person: PersonRow,
  version: number,
  tagIds: Iterable<number>,
): Promise<Map<number, TagOrigin>> {
  const held = new Set(person.tags)
  const seeks = [...new Set(tagIds)].filter(id => held.has(id)).map(startSeek)
  let open: Seek[] = seeks
  const reader: Reader = { sql, workspaceId, personId: person.id, imports: new Map() }
  if (open.length > 0) {
    for await (const image of personImages(sql, workspaceId, person.id, version)) {
      for (const seek of open) await look(seek, image, reader)
      open = open.filter(seek => !seek.isDone)
      if (open.length === 0) break
    }
  }
  const timeZone = await timeZoneOf(sql, workspaceId)
  return new Map(
    seeks.flatMap(({ asked, steps: [first, ...earlier] }): [number, TagOrigin][] =>
      first ? [[asked, { ...first, sentence: originSentence([first, ...earlier], timeZone), earlier }]] : [],
    ),
  )
}

type Reader = {
  sql: Sql
  workspaceId: number
  personId: number
  imports: Map<number, Promise<OriginStep['import']>>
}

/** The way back of one tag. `tag` is what it was called for then: before a merge, the other one. */
type Seek = {
  asked: number
  tag: number
  /** An undo gave it: then it had been there before, and whoever gave it then is looked for. */
  isAway: boolean
  isDone: boolean
  steps: OriginStep[]
}

const startSeek = (id: number): Seek => ({ asked: id, tag: id, isAway: false, isDone: false, steps: [] })

async function look(seek: Seek, { change, before }: PersonImage, reader: Reader): Promise<void> {
  const had = before && before.status !== 'removed' ? before.tags : []
  const wasThere = had.includes(seek.tag)
  if (seek.isAway) {
    seek.isAway = !wasThere
    return
  }
  if (wasThere) return
  const merged =
    change.undoes === null && MERGES.includes(change.act)
      ? await mergedIn(reader, change.id, had, seek.tag)
      : null
  const fromImport =
    change.undoes === null && change.importId !== null ? await importOf(reader, change.importId) : null
  seek.steps.push({
    kind: change.undoes !== null ? 'undo' : merged ? 'merge' : fromImport ? 'import' : 'hand',
    changeId: change.id,
    at: new Date(change.at).toISOString(),
    actor: change.actor,
    act: change.act,
    undoes: change.undoes,
    import: fromImport,
    mergedFrom: merged && { key: merged.key, value: merged.value },
  })
  if (merged) seek.tag = merged.id
  else if (change.undoes !== null) seek.isAway = true
  else seek.isDone = true
  if (seek.steps.length === MOST_STEPS) seek.isDone = true
}

/** Of the tags this person had, the one that a change merged into `tag`; as it was called then. */
async function mergedIn({ sql, workspaceId }: Reader, changeId: number, had: readonly number[], tag: number) {
  const { tags: merges } = await mergesIn(sql, workspaceId, [changeId])
  const from = had.find(id => merges.get(id) === tag)
  if (from === undefined) return null
  const row = await sql
    .selectFrom('change_row')
    .select('before')
    .where('workspace_id', '=', workspaceId)
    .where('change_id', '=', changeId)
    .where('kind', '=', 'tag')
    .where('row_id', '=', from)
    .executeTakeFirst()
  if (!row?.before) return null
  const gone = JSON.parse(row.before) as TagRow
  const key = await keyNameAt({ sql, workspaceId }, gone.key_id, changeId)
  return { id: from, key, value: gone.value }
}

/** What a key was called just after a change: as the next change that wrote it found it. */
async function keyNameAt(
  { sql, workspaceId }: Pick<Reader, 'sql' | 'workspaceId'>,
  keyId: number,
  changeId: number,
): Promise<string> {
  const about = { workspaceId, kind: 'key' } as const
  const later = (await rowImagesAfter<KeyRow>(sql, about, [keyId], changeId)).get(keyId)
  if (later) return later.name
  const { name } = await sql
    .selectFrom('tag_key')
    .select('name')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', keyId)
    .executeTakeFirstOrThrow()
  return name
}

/** Several tags often come with one import: it is looked up once. */
function importOf(reader: Reader, importId: number): Promise<OriginStep['import']> {
  const known = reader.imports.get(importId) ?? readImport(reader, importId)
  reader.imports.set(importId, known)
  return known
}

async function readImport(
  { sql, workspaceId, personId }: Reader,
  importId: number,
): Promise<OriginStep['import']> {
  const file = await sql
    .selectFrom('import')
    .select(['file_name', 'about'])
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', importId)
    .executeTakeFirst()
  if (!file) return null
  const pack = await sql
    .selectFrom('import_row')
    .select(['first_person_id', 'rows'])
    .where('workspace_id', '=', workspaceId)
    .where('import_id', '=', importId)
    .where('first_person_id', '<=', personId)
    .orderBy('first_person_id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const { sheet, sheets } = JSON.parse(file.about) as { sheet: string | null; sheets: string[] }
  return {
    id: importId,
    fileName: file.file_name,
    // The only sheet of a workbook needs no name.
    sheet: sheets.length > 1 ? sheet : null,
    row: pack ? rowIn({ firstId: pack.first_person_id, bytes: pack.rows }, personId) : null,
  }
}

async function timeZoneOf(sql: Sql, workspaceId: number): Promise<string> {
  const { time_zone } = await sql
    .selectFrom('workspace')
    .select('time_zone')
    .where('id', '=', workspaceId)
    .executeTakeFirstOrThrow()
  return time_zone
}
