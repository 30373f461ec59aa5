import { fold } from '../tags/fold.ts'
import { tagsInTheirKeys } from '../tags/keyInRule.ts'
import { replaceTag } from '../tags/replaceTag.ts'
import type { Gone, GoneTag } from './gone.ts'
import { mentioned } from './rule/mentioned.ts'
import type { BoundRule, Dictionary } from './rule/rule.ts'

/** An old rule as it could be saved now. With problems it cannot be, and `bound` still names what is gone. */
export type BroughtBack = {
  bound: BoundRule
  /** What keeps it from coming back, each a sentence. */
  problems: string[]
  /** In what it would differ from what it was, each a sentence. */
  notes: string[]
}

/**
 * An old rule in terms of what there is: tags that were merged lead to what they were merged into, what was deleted and made
 * anew under the same name to the new one, and whatever is simply gone is a problem. Nothing of this goes unsaid. Pure.
 */
export function bringBack(rule: BoundRule, now: Dictionary, gone: Gone): BroughtBack {
  const back: BroughtBack = { bound: rule, problems: [], notes: [] }
  for (const id of mentioned([rule]).keys) if (!now.keyById(id)) followMergedKey(back, id, now, gone)
  for (const id of mentioned([rule]).tags) if (!now.tagById(id)) bringBackTag(back, id, now, gone)
  back.bound = tagsInTheirKeys(back.bound, id => now.tagById(id)?.keyId)
  for (const id of mentioned([back.bound]).keys) if (!now.keyById(id)) bringBackKey(back, id, now, gone)
  for (const id of mentioned([back.bound]).segments)
    if (!now.segmentById(id)) bringBackSegment(back, id, now, gone)
  return back
}

function followMergedKey(back: BroughtBack, id: number, now: Dictionary, gone: Gone): void {
  const old = gone.keys.get(id)
  const heir = now.keyById(heirOfKey(id, gone))
  if (!old || !heir) return
  back.bound = askingKey(back.bound, id, heir.id)
  back.notes.push(
    `The tag key “${old.name}” has been merged into “${heir.name}” (change ${old.deletedIn}): the rule asks that.`,
  )
}

/** Where a row of merges has led from a key; the key itself when it was not merged. */
function heirOfKey(id: number, { keys }: Gone): number {
  const seen = new Set<number>()
  let last = id
  for (;;) {
    const next = keys.get(last)?.mergedInto
    if (next === undefined || seen.has(next)) return last
    seen.add(next)
    last = next
  }
}

function askingKey(rule: BoundRule, from: number, into: number): BoundRule {
  return mapLeaves(rule, leaf => ('keyId' in leaf && leaf.keyId === from ? { ...leaf, keyId: into } : leaf))
}

function bringBackTag(back: BroughtBack, id: number, now: Dictionary, gone: Gone): void {
  const old = gone.tags.get(id)
  if (!old) return void back.problems.push('It names a tag that is gone.')
  const name = `“${old.key}: ${old.value}”`
  const last = endOfMerges(old, gone)
  const heir = last.mergedInto === undefined ? undefined : now.tagById(last.mergedInto)
  const keyId = heirOfKey(old.keyId, gone)
  const key = now.keyById(keyId) ?? now.keyByName(fold(old.key))
  const namesake = key && now.tagByValue(key.id, fold(old.value))
  const from = { id, keyId: now.keyById(keyId) ? keyId : old.keyId }
  if (heir) {
    back.bound = replaceTag(back.bound, from, heir)
    const into = `“${now.keyById(heir.keyId)?.name}: ${heir.value}”`
    back.notes.push(
      `The tag ${name} has been merged into ${into} (change ${last.deletedIn}): the rule names that.`,
    )
  } else if (key && namesake) {
    back.bound = replaceTag(back.bound, from, { id: namesake.id, keyId: key.id })
    back.notes.push(
      `The tag ${name} was deleted (change ${old.deletedIn}) and made anew since: the rule names the new one.`,
    )
  } else if (last === old) {
    back.problems.push(`It names the tag ${name}, which was deleted in change ${old.deletedIn}.`)
  } else {
    back.problems.push(
      `It names the tag ${name}, which became “${last.key}: ${last.value}”, which was deleted in change ${last.deletedIn}.`,
    )
  }
}

/** The last of a row of merges: what it was merged into is there, or was deleted. */
function endOfMerges(tag: GoneTag, { tags }: Gone): GoneTag {
  const seen = new Set<number>()
  let last = tag
  for (;;) {
    const next = last.mergedInto === undefined ? undefined : tags.get(last.mergedInto)
    if (!next || seen.has(next.id)) return last
    seen.add(next.id)
    last = next
  }
}

function bringBackKey(back: BroughtBack, id: number, now: Dictionary, gone: Gone): void {
  const old = gone.keys.get(id)
  const namesake = old && now.keyByName(fold(old.name))
  if (namesake) {
    back.bound = askingKey(back.bound, id, namesake.id)
    back.notes.push(
      `The tag key “${old.name}” was deleted (change ${old.deletedIn}) and made anew since: the rule reads the new one.`,
    )
  } else if (old)
    back.problems.push(`It reads the tag key “${old.name}”, which was deleted in change ${old.deletedIn}.`)
  else back.problems.push('It reads a tag key that is gone.')
}

function bringBackSegment(back: BroughtBack, id: number, now: Dictionary, gone: Gone): void {
  const old = gone.segments.get(id)
  const namesake = old && now.segmentByName(fold(old.name))
  if (namesake) {
    back.bound = mapLeaves(back.bound, leaf =>
      'segmentId' in leaf && leaf.segmentId === id ? { segmentId: namesake.id } : leaf,
    )
    back.notes.push(
      `The segment “${old.name}” was deleted (change ${old.deletedIn}) and made anew since: the rule names the new one.`,
    )
  } else if (old)
    back.problems.push(`It names the segment “${old.name}”, which was deleted in change ${old.deletedIn}.`)
  else back.problems.push('It names a segment that is gone.')
}

function mapLeaves(rule: BoundRule, change: (leaf: BoundRule) => BoundRule): BoundRule {
  const each = (inner: BoundRule) => mapLeaves(inner, change)
  if ('all' in rule) return { all: rule.all.map(each) }
  if ('any' in rule) return { any: rule.any.map(each) }
  if ('none' in rule) return { none: rule.none.map(each) }
  return change(rule)
}
