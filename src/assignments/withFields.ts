import type { AssignmentRow } from '../db/schema.ts'
import { Invalid } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import { clean } from '../tags/fold.ts'
import { knownAudience } from './checkAudience.ts'
import type { Audience, Due, Repeat } from './contract.ts'
import type { StepGiven } from './stepContract.ts'
import { withSteps } from './steps.ts'

/** What an editor sets; absent stays as it is. */
export type AssignmentFields = {
  title?: string
  instructions?: string
  link?: string | null
  audience?: Audience
  joiners?: AssignmentRow['joiners']
  leavers?: AssignmentRow['leavers']
  startsAt?: string | null
  due?: Due | null
  repeat?: Repeat | null
  reminders?: number[]
  completion?: AssignmentRow['completion']
  steps?: StepGiven[]
}

/** The row with what is given laid over it. Throws Invalid for an audience of unknown segments. */
export function withFields(row: AssignmentRow, fields: AssignmentFields, roster: Roster): AssignmentRow {
  const { title, instructions, link, audience, joiners, leavers, startsAt, due, repeat, reminders } = fields
  const after = {
    ...row,
    // One line: a title is a mail's subject too.
    title: title === undefined ? row.title : titleOf(title),
    instructions: instructions === undefined ? row.instructions : storable(instructions),
    link: link === undefined ? row.link : link,
    audience: audience === undefined ? row.audience : JSON.stringify(knownAudience(roster, audience)),
    joiners: joiners ?? row.joiners,
    leavers: leavers ?? row.leavers,
    starts_at: startsAt === undefined ? row.starts_at : startsAt === null ? null : Date.parse(startsAt),
    due: due === undefined ? row.due : due === null ? null : JSON.stringify(due),
    repeat: repeat === undefined ? row.repeat : repeat === null ? null : JSON.stringify(repeat),
    reminders:
      reminders === undefined ? row.reminders : JSON.stringify([...new Set(reminders)].sort((a, b) => b - a)),
    completion: fields.completion ?? row.completion,
    ...(fields.steps === undefined ? {} : withSteps(row, fields.steps)),
  }
  refuseFixedDay(after)
  return after
}

/** A day comes but once, so what repeats is due some days after it was received. */
function refuseFixedDay({ repeat, due }: Pick<AssignmentRow, 'repeat' | 'due'>): void {
  if (repeat === null || due === null || !('on' in (JSON.parse(due) as Due))) return
  const message = 'What repeats cannot be due on one date: let it be due some days after it was received.'
  throw new Invalid(message, [{ path: 'due', message }])
}

function titleOf(text: string): string {
  const title = clean(text)
  if (title !== '') return title
  const message = 'An assignment needs a title.'
  throw new Invalid(message, [{ path: 'title', message }])
}

export function audienceOfRow(row: Pick<AssignmentRow, 'audience'>): Audience {
  return JSON.parse(row.audience) as Audience
}

/** Markdown is kept letter for letter, but for what PostgreSQL cannot hold: NUL and halves of characters. */
const storable = (text: string) => text.replaceAll('\u0000', '').toWellFormed()
