import type { Batches } from '../../imports/file/writeCsv.ts'
import type { MoveQuery, PersonMove } from '../moveContract.ts'

const PEOPLE_A_PAGE = 1_000

export const MOVE_HEADERS = [
  'what',
  'email',
  'first_name',
  'last_name',
  'email_before',
  'first_name_before',
  'last_name_before',
  'external_id_before',
  'external_id_after',
  'status_before',
  'status_after',
  'tags_gained',
  'tags_lost',
  'segments_entered',
  'segments_left',
  'assignments_received',
  'assignments_withdrawn',
]

type Page = { items: PersonMove[]; nextCursor: string | null }

/** The people a plan or a change moves as rows of a sheet, fetched a page at a time. */
export async function* moveTable(fetchPage: (page: MoveQuery) => Promise<Page>): Batches {
  let cursor: string | undefined
  do {
    const page: Page = await fetchPage({ cursor, limit: PEOPLE_A_PAGE })
    yield page.items.map(rowOf)
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}

function rowOf(move: PersonMove): string[] {
  const { tags, segments, assignments } = move
  const field = (name: PersonMove['fields'][number]['field'], side: 'before' | 'after') =>
    move.fields.find(each => each.field === name)?.[side] ?? ''
  return [
    move.what,
    move.email,
    move.firstName,
    move.lastName,
    field('email', 'before'),
    field('firstName', 'before'),
    field('lastName', 'before'),
    field('externalId', 'before'),
    field('externalId', 'after'),
    field('status', 'before'),
    field('status', 'after'),
    list(tags.gained.map(tag => `${tag.key}: ${tag.value}`)),
    list(tags.lost.map(tag => `${tag.key}: ${tag.value}`)),
    list(segments.entered.map(segment => segment.name)),
    list(segments.left.map(segment => segment.name)),
    list(assignments.received.map(assignment => assignment.title)),
    list(assignments.withdrawn.map(assignment => assignment.title)),
  ]
}

const list = (texts: readonly string[]) => texts.join('; ')
