import type { PersonRow } from '../../people/person.ts'
import type { Roster } from '../../roster/roster.ts'
import type { Proposal } from '../explainContract.ts'
import { membershipIn } from '../personIn.ts'
import type { Offer } from './choices.ts'
import { type Circuit, circuitOf } from './circuit.ts'
import { findFlips } from './findFlips.ts'
import { patchOf, sentenceOf, type TagsChanged } from './proposalWords.ts'

const MOST = 3

export type Moves = {
  proposals: Proposal[]
  /** Whether there is no smaller change than these: false only of rules too large to look through. */
  isWhole: boolean
}

/**
 * The fewest tag changes, up to three sets of them, that would put a person into a segment, or take one who is in it out.
 * Each is tried by the plain reading of the rules, through the segments they lead to. An inactive person is to be
 * reactivated, too. Pure.
 */
export function whatWouldMove(roster: Roster, segmentId: number, person: PersonRow): Moves {
  const tagIds = new Set(person.tags)
  const isInactive = person.status !== 'active'
  const fits = membershipIn(roster, segmentId)(tagIds).get(segmentId) ?? false
  const isLeaving = fits && !isInactive
  const propose = (changed: TagsChanged): Proposal => ({
    add: changed.add.map(tag => ({ ...nameOf(roster, tag), id: tag.id > 0 ? tag.id : null })),
    remove: changed.remove.map(tag => ({ ...nameOf(roster, tag), id: tag.id })),
    reactivate: isInactive,
    sentence: sentenceOf(roster, changed, isInactive ? person : null),
    patch: patchOf(roster, person, changed),
  })
  if (fits && isInactive) return { proposals: [propose({ add: [], remove: [] })], isWhole: true }
  const { circuit, dictionary } = circuitOf(roster, segmentId, tagIds, isLeaving)
  const { found, isWhole } = findFlips(circuit, MOST)
  const isInAfter = membershipIn(roster, segmentId, dictionary)
  const proposals = found
    .map(flips => changedBy(roster, circuit, flips))
    .filter(changed => isInAfter(tagsAfter(tagIds, changed)).get(segmentId) === !isLeaving)
    .map(propose)
  return { proposals, isWhole }
}

function changedBy(roster: Roster, { choices }: Circuit, flips: readonly number[]): TagsChanged {
  const flipped = flips.flatMap(flip => choices[flip] ?? [])
  return {
    add: flipped.flatMap(({ offer }) => offer ?? []),
    remove: flipped.flatMap(({ held }) => held.flatMap(id => roster.tags.get(id) ?? [])),
  }
}

function tagsAfter(tagIds: ReadonlySet<number>, { add, remove }: TagsChanged): Set<number> {
  const after = new Set(tagIds)
  for (const { id } of remove) after.delete(id)
  for (const { id } of add) after.add(id)
  return after
}

function nameOf(roster: Roster, { keyId, value }: Offer) {
  return { key: roster.keys.get(keyId)?.name ?? '', value }
}
