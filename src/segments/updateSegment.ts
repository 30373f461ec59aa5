import { type Draft, dictionaryOfDraft } from '../changes/draft.ts'
import type { Act, ActContext } from '../changes/perform.ts'
import type { SegmentRow } from '../db/schema.ts'
import { Conflict, Invalid } from '../errors.ts'
import type { Roster, RosterSegment } from '../roster/roster.ts'
import { clean, fold } from '../tags/fold.ts'
import { withSpellings } from '../tags/withSpellings.ts'
import { refuseTakenName } from './createSegment.ts'
import { getSegment } from './queries.ts'
import { type RuleBody, requireRule } from './readBody.ts'
import { refuseCircle } from './refuseCircle.ts'
import { ruleToRestore } from './restoreRule.ts'
import type { BoundRule } from './rule/rule.ts'
import { showSegment } from './showSegment.ts'

type UpdateBody = RuleBody & {
  name?: string
  description?: string
  restore?: number
  expectedVersion?: number
}

/** The act 'segments.update'; what is absent stays. */
export function updateSegment(id: number, body: UpdateBody): Act<number> {
  return async context => {
    const { draft, roster } = context
    const segment = getSegment(roster, id)
    if (body.expectedVersion !== undefined && body.expectedVersion !== segment.changedIn)
      await refuseStale(context, segment)
    const before = segmentRow(segment)
    const name = body.name ?? segment.name
    refuseTakenName(draft, name, id)
    const bound = await ruleOf(context, segment, body)
    refuseCircle(draft, id, bound, { name, text: body.text })
    putSegmentRow(draft, before, {
      ...before,
      name: clean(name),
      name_fold: fold(name),
      description: body.description ?? before.description,
      rule: JSON.stringify(bound),
      updated_at: draft.now,
    })
    const summary =
      body.restore === undefined
        ? summaryOf(roster, before, draft.segments.get(id)?.after ?? before)
        : `Restore the rule of the segment “${segment.name}” from change ${body.restore}`
    return { summary, result: id }
  }
}

async function ruleOf(context: ActContext, segment: RosterSegment, body: UpdateBody): Promise<BoundRule> {
  const isGiven = body.rule !== undefined || body.text !== undefined
  if (body.restore === undefined)
    return isGiven
      ? requireRule(body, withSpellings(dictionaryOfDraft(context.draft), context.roster))
      : segment.rule
  if (isGiven) {
    const message = 'Give either a rule, or the change whose rule is to be restored.'
    throw new Invalid(message, [{ path: 'restore', message }])
  }
  return await ruleToRestore(context, segment.id, body.restore)
}

/** A segment as its row has it. */
export function segmentRow(segment: RosterSegment): SegmentRow {
  return {
    id: segment.id,
    name: segment.name,
    name_fold: fold(segment.name),
    description: segment.description,
    rule: JSON.stringify(segment.rule),
    updated_at: segment.updatedAt,
  }
}

function putSegmentRow(draft: Draft, before: SegmentRow, after: SegmentRow): void {
  const same =
    before.name === after.name && before.description === after.description && before.rule === after.rule
  if (!same) draft.segments.set(after.id, { before, after })
}

function summaryOf(roster: Roster, before: SegmentRow, after: SegmentRow): string {
  const name = roster.segments.get(before.id)?.name ?? before.name
  if (before.rule !== after.rule) return `Change the rule of the segment “${name}”`
  if (before.name !== after.name) return `Rename the segment “${name}” to “${after.name}”`
  return `Change the description of the segment “${name}”`
}

async function refuseStale({ sql, roster, workspace }: ActContext, segment: RosterSegment): Promise<never> {
  const shown = showSegment(roster, segment)
  const change = await sql
    .selectFrom('change')
    .select(['at', 'actor_name'])
    .where('workspace_id', '=', roster.workspaceId)
    .where('id', '=', segment.changedIn)
    .executeTakeFirst()
  const when = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'long',
    timeStyle: 'short',
    timeZone: workspace.time_zone,
  })
  const by = change ? ` by ${change.actor_name} at ${when.format(change.at)}` : ''
  throw new Conflict(
    `“${segment.name}” was changed${by}, since you opened it. Look at it as it is now, then save again.`,
    { segment: shown },
  )
}
