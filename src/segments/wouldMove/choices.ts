import { dictionaryOfRoster, type Roster } from '../../roster/roster.ts'
import { fold } from '../../tags/fold.ts'
import { type Resolved, resolve } from '../rule/resolve.ts'
import type { BoundCondition, Dictionary } from '../rule/rule.ts'
import { likelyValues } from './likelyValues.ts'

/** A tag to be given; the id is negative where there is no such tag yet. */
export type Offer = { id: number; keyId: number; value: string }

/**
 * Tags of one key that the conditions do not tell apart. Whether a person holds any of them is all that matters to the
 * rules, so there is one thing to do about each choice: give the tag offered, or take away all that are held.
 */
export type Choice = {
  held: readonly number[]
  /** What to give: the tag with the most holders, else a new one; null where some are held already. */
  offer: Offer | null
  /** Nearly the number of tags to be changed; see `weightOf`. */
  weight: number
}

/** What a condition asks of the choices: one of them held, each (`every`), none (`negate`). */
export type Asked = { choices: readonly number[]; negate: boolean; every: boolean }

export type Choices = { choices: Choice[]; asked: Map<BoundCondition, Asked>; dictionary: Dictionary }

/** Reads all conditions of some rules for one person's tags, to put them in or to take them out. */
export function choicesOf(
  roster: Roster,
  conditions: readonly BoundCondition[],
  tagIds: ReadonlySet<number>,
  isLeaving: boolean,
): Choices {
  const imagined = imagine(roster, conditions)
  const dictionary = withTags(dictionaryOfRoster(roster), imagined)
  const read = new Map(conditions.map(each => [each, resolve(each, dictionary, roster)]))
  const members = groupAlike(read)
  const offers = new Map(imagined.map(tag => [tag.id, tag]))
  const most = 1 + members.flat().reduce((max, id) => Math.max(max, holdersOf(roster, id)), 0)
  const choices = members.map((ids): Choice => {
    const held = ids.filter(id => tagIds.has(id))
    const id = ids.reduce((best, next) => (isBetter(roster, next, best) ? next : best))
    const offer = held.length > 0 ? null : (offers.get(id) ?? roster.tags.get(id) ?? null)
    const share = holdersOf(roster, id) / most
    return { held, offer, weight: weightOf({ held: held.length, offer, share, isLeaving }) }
  })
  const choiceOf = new Map(members.flatMap((ids, choice) => ids.map(id => [id, choice] as const)))
  const ask = ({ tagIds: meant, negate, every }: Resolved): Asked => ({
    choices: [...new Set(meant.flatMap(id => choiceOf.get(id) ?? []))],
    negate,
    every,
  })
  return { choices, asked: new Map([...read].map(([each, resolved]) => [each, ask(resolved)])), dictionary }
}

/** Tags that are not there, for conditions that no tag may satisfy. */
function imagine(roster: Roster, conditions: readonly BoundCondition[]): Offer[] {
  const imagined = new Map<string, Offer>()
  for (const condition of conditions) {
    const { keyId } = condition
    const key = roster.keys.get(keyId)
    if (!key) continue
    for (const value of likelyValues(condition, roster.today, key.type)) {
      const folded = fold(value)
      const name = `${keyId}:${folded}`
      if (roster.tagByFold.get(keyId)?.has(folded) || imagined.has(name)) continue
      imagined.set(name, { id: -1 - imagined.size, keyId, value })
    }
  }
  return [...imagined.values()]
}

/** The same names, and some tags more. */
function withTags(dictionary: Dictionary, tags: readonly Offer[]): Dictionary {
  const byId = new Map(tags.map(tag => [tag.id, tag]))
  const byKey = Map.groupBy(tags, tag => tag.keyId)
  return {
    ...dictionary,
    tagById: id => byId.get(id) ?? dictionary.tagById(id),
    *tagsOfKey(keyId) {
      yield* dictionary.tagsOfKey(keyId)
      yield* byKey.get(keyId) ?? []
    },
  }
}

/** Tags meant by the same conditions are one choice, but each that is asked for beside others is one of its own. */
function groupAlike(read: ReadonlyMap<BoundCondition, Resolved>): number[][] {
  const marks = new Map<number, string>()
  let place = 0
  for (const { tagIds, every } of read.values()) {
    place++
    for (const id of tagIds) marks.set(id, `${marks.get(id) ?? ''} ${every ? `own${id}` : place}`)
  }
  const alike = new Map<string, number[]>()
  for (const [id, mark] of marks) {
    const known = alike.get(mark)
    if (known) known.push(id)
    else alike.set(mark, [id])
  }
  return [...alike.values()]
}

const holdersOf = (roster: Roster, id: number) => roster.holders.sizeOf(id)

function isBetter(roster: Roster, id: number, than: number): boolean {
  if (id < 0 || than < 0) return id > 0 && than < 0
  return holdersOf(roster, id) > holdersOf(roster, than)
}

type Weighed = { held: number; offer: Offer | null; share: number; isLeaving: boolean }

/**
 * The number of tags changed, with small additions that decide only between as many: who is to come in is rather given
 * something than taken, who is to go out the other way round; what many hold comes before what few hold, and a tag that
 * does not exist yet last.
 */
function weightOf({ held, offer, share, isLeaving }: Weighed): number {
  if (held > 0) return isLeaving ? held : held * 1.002
  if (!offer) return Number.POSITIVE_INFINITY
  if (offer.id < 0) return 1.01
  return 1 + 0.001 * (1 - share) + (isLeaving ? 0.001 : 0)
}
