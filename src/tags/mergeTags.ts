import { type Draft, dictionaryOfDraft, keyRow, putPerson, tagRow } from '../changes/draft.ts'
import { loadPeople } from '../changes/loadPeople.ts'
import type { Act, ActContext } from '../changes/perform.ts'
import type { TagRow } from '../db/schema.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { ids, nobody } from '../roster/peopleSet.ts'
import { readRule } from '../segments/rule/readRule.ts'
import { unbind } from '../segments/rule/unbind.ts'
import { fold } from './fold.ts'
import { inactiveHolders } from './queries.ts'
import { replaceTag } from './replaceTag.ts'

/**
 * Makes one tag of two: whoever holds the first gets the other, every rule that names the first names the other, and the
 * first is gone. The two may be of different keys.
 */
export function mergeTags(id: number, into: number): Act<number> {
  return async context => {
    const { draft } = context
    const from = tagRow(draft, id)
    if (!from) throw new NotFound('There is no such tag.')
    const to = tagRow(draft, into)
    if (!to || into === id) {
      const message = to ? 'A tag cannot be merged into itself.' : 'There is no tag to merge into.'
      throw new Invalid(message, [{ path: 'into', message }])
    }
    await giveInstead(context, id, into)
    renameInRules(draft, from, to)
    draft.tags.set(id, { before: from, after: null })
    draft.merged.set(id, into)
    const name = (tag: TagRow) => `“${keyRow(draft, tag.key_id)?.name}: ${tag.value}”`
    return { summary: `Merge the tag ${name(from)} into ${name(to)}`, result: into }
  }
}

/** Takes a tag from all who hold it, whatever their status, and gives them another for it, if there is one. */
export async function giveInstead(
  { sql, draft, roster }: ActContext,
  id: number,
  other: number | null,
): Promise<void> {
  const holders = [
    ...(await loadPeople(sql, roster.workspaceId, [...ids(roster.holders.get(id) ?? nobody)])),
    ...(await inactiveHolders(sql, roster.workspaceId, id)),
  ]
  for (const person of holders) {
    const tags = new Set(person.tags)
    tags.delete(id)
    if (other !== null) tags.add(other)
    putPerson(draft, person, {
      ...person,
      tags: [...tags].sort((a, b) => a - b),
      updatedAt: draft.now,
    })
  }
}

function renameInRules(draft: Draft, from: TagRow, to: TagRow): void {
  const { roster } = draft
  for (const segmentId of roster.byTag.get(from.id) ?? []) {
    const segment = roster.segments.get(segmentId)
    if (!segment) continue
    const rule = replaceTag(
      segment.rule,
      { id: from.id, keyId: from.key_id },
      { id: to.id, keyId: to.key_id },
    )
    const read = readRule(unbind(rule, dictionaryOfDraft(draft)))
    if ('problems' in read) {
      throw new Conflict(
        `With both tags in it, the rule of “${segment.name}” would be too large: ${read.problems[0]?.message ?? ''} Change that rule first.`,
        { dependents: [{ kind: 'segment', id: segmentId, name: segment.name }] },
      )
    }
    const row = (ruleNow: unknown, updated_at: number) => ({
      id: segmentId,
      name: segment.name,
      name_fold: fold(segment.name),
      description: segment.description,
      rule: JSON.stringify(ruleNow),
      updated_at,
    })
    draft.segments.set(segmentId, {
      before: row(segment.rule, segment.updatedAt),
      after: row(rule, draft.now),
    })
  }
}
