import { type Draft, dictionaryOfDraft, ensureKey, ensureTag, keyRow, tagRow } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Invalid } from '../errors.ts'
import type { BoundRule } from '../segments/rule/rule.ts'
import { clean, fold } from './fold.ts'

const LONGEST_NAME = 200

export type CreatedTags = { tagIds: number[]; segmentIds: number[] }

/** Tags by hand: those that exist are named, not made twice. With `createSegment`, each gets a segment of its own. */
export function createTags(body: {
  key: string
  values: readonly string[]
  createSegment?: boolean
}): Act<CreatedTags> {
  return async ({ draft }) => {
    if (clean(body.key) === '') {
      throw new Invalid('The key holds nothing visible: write a name such as Department.', [
        { path: 'key', message: 'Write something here.' },
      ])
    }
    const empty = body.values.findIndex(value => clean(value) === '')
    if (empty !== -1) {
      throw new Invalid('A value holds nothing visible: write one such as Sales.', [
        { path: `values[${empty}]`, message: 'Write something here.' },
      ])
    }
    const keyId = ensureKey(draft, body.key)
    const tagIds = [...new Set(body.values.map(value => ensureTag(draft, keyId, value)))]
    const segmentIds = body.createSegment ? tagIds.map(id => ensureSegmentOf(draft, keyId, id)) : []
    return { summary: summaryOf(draft, keyId, tagIds), result: { tagIds, segmentIds } }
  }
}

function summaryOf(draft: Draft, keyId: number, tagIds: readonly number[]): string {
  const key = keyRow(draft, keyId)?.name ?? ''
  const made = tagIds.filter(id => draft.tags.has(id))
  const [only] = made
  if (made.length === 0) return `Create tags of “${key}” that exist already`
  if (made.length === 1 && only !== undefined) return `Create the tag “${nameOf(draft, only)}”`
  return `Create ${made.length} tags of “${key}”`
}

function nameOf(draft: Draft, tagId: number): string {
  const tag = tagRow(draft, tagId)
  return tag ? `${keyRow(draft, tag.key_id)?.name}: ${tag.value}` : ''
}

/** The segment of everybody with the tag: the one there is, or a new one under a name that is free. */
function ensureSegmentOf(draft: Draft, keyId: number, tagId: number): number {
  const dictionary = dictionaryOfDraft(draft)
  const rule: BoundRule = { keyId, op: 'is', tagIds: [tagId] }
  const wanted = nameOf(draft, tagId).slice(0, LONGEST_NAME).trim()
  const present = dictionary.segmentByName(fold(wanted))
  if (present && hasRule(draft, present.id, rule)) {
    draft.notes.push(`The segment “${present.name}” of this tag exists already.`)
    return present.id
  }
  let name = wanted
  for (let number = 2; dictionary.segmentByName(fold(name)); number++)
    name = `${wanted.slice(0, LONGEST_NAME - 6).trim()} (${number})`
  if (present)
    draft.notes.push(
      `There is a segment “${present.name}” with another rule, so the segment of this tag is named “${name}”.`,
    )
  const id = draft.next.segment++
  draft.segments.set(id, {
    before: null,
    after: {
      id,
      name,
      name_fold: fold(name),
      description: '',
      rule: JSON.stringify(rule),
      updated_at: draft.now,
    },
  })
  return id
}

function hasRule(draft: Draft, segmentId: number, rule: BoundRule): boolean {
  const drafted = draft.segments.get(segmentId)
  const present = drafted ? drafted.after?.rule : JSON.stringify(draft.roster.segments.get(segmentId)?.rule)
  return present === JSON.stringify(rule)
}
