import { type Draft, dictionaryOfDraft } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { Conflict } from '../errors.ts'
import { clean, fold } from '../tags/fold.ts'
import { withSpellings } from '../tags/withSpellings.ts'
import { type RuleBody, requireRule } from './readBody.ts'
import { refuseCircle } from './refuseCircle.ts'
import type { BoundRule } from './rule/rule.ts'

type CreateBody = RuleBody & { name: string; description?: string }

/** The act 'segments.create'; answers the new segment's id. */
export function createSegment(body: CreateBody): Act<number> {
  return async ({ draft, roster }) => {
    const bound = requireRule(body, withSpellings(dictionaryOfDraft(draft), roster))
    const id = addSegment(draft, { name: body.name, description: body.description ?? '', rule: bound })
    refuseCircle(draft, id, bound, { name: body.name, text: body.text })
    return { summary: `Create the segment “${clean(body.name)}”`, result: id }
  }
}

/** Drafts a segment; answers its id. Throws Conflict when the name is another's. */
export function addSegment(
  draft: Draft,
  { name, description = '', rule }: { name: string; description?: string; rule: BoundRule },
): number {
  refuseTakenName(draft, name)
  const id = draft.next.segment++
  draft.segments.set(id, {
    before: null,
    after: {
      id,
      name: clean(name),
      name_fold: fold(name),
      description,
      rule: JSON.stringify(rule),
      updated_at: draft.now,
    },
  })
  return id
}

/** Throws Conflict, naming the segment that has the name already. */
export function refuseTakenName(draft: Draft, name: string, own?: number): void {
  const other = dictionaryOfDraft(draft).segmentByName(fold(name))
  if (!other || other.id === own) return
  throw new Conflict(
    `There is a segment “${other.name}” already. Give this one another name, or change that one.`,
    {
      segment: { id: other.id, name: other.name },
    },
  )
}
