import type { Assignment, Due, Repeat } from '../../../../src/assignments/contract.ts'
import type { StepGiven } from '../../../../src/assignments/stepContract.ts'

/** An assignment being written, as its fields hold it. */
export type AssignmentDraft = {
  title: string
  instructions: string
  link: string
  include: readonly number[]
  exclude: readonly number[]
  joiners: Assignment['joiners']
  leavers: Assignment['leavers']
  starts: 'now' | 'at'
  /** As `datetime-local` has it, in the browser's own time zone. */
  startsAt: string
  dueBy: 'none' | 'on' | 'afterDays' | 'afterWorkingDays'
  dueOn: string
  dueAfter: string
  repeats: 'never' | Repeat['from']
  repeatEvery: string
  repeatUnit: 'months' | 'years'
  /** Empty: counted from the start. */
  repeatOn: string
  reminders: readonly number[]
  completion: Assignment['completion']
  steps: readonly DraftStep[]
}

/** `key` tells rows apart while they are written; `id` is null until the step is saved. */
export type DraftStep = { key: number; id: number | null; text: string; link: string }

export function newDraft(segment: number | undefined): AssignmentDraft {
  return {
    title: '',
    instructions: '',
    link: '',
    include: segment === undefined ? [] : [segment],
    exclude: [],
    joiners: 'receive',
    leavers: 'keep',
    starts: 'now',
    startsAt: '',
    dueBy: 'none',
    dueOn: '',
    dueAfter: '14',
    repeats: 'never',
    repeatEvery: '12',
    repeatUnit: 'months',
    repeatOn: '',
    reminders: [],
    completion: 'done',
    steps: [],
  }
}

export function draftOf(saved: Assignment): AssignmentDraft {
  const { due, repeat } = saved
  return {
    ...newDraft(undefined),
    title: saved.title,
    instructions: saved.instructions,
    link: saved.link ?? '',
    include: saved.audience.include,
    exclude: saved.audience.exclude,
    joiners: saved.joiners,
    leavers: saved.leavers,
    starts: saved.startsAt ? 'at' : 'now',
    startsAt: saved.startsAt ? toLocal(new Date(saved.startsAt)) : '',
    ...(due ? dueFields(due) : {}),
    ...(repeat ? repeatFields(repeat) : {}),
    reminders: saved.reminders,
    completion: saved.completion,
    steps: saved.steps.map(({ id, text, link }) => ({ key: id, id, text, link: link ?? '' })),
  }
}

function dueFields(due: Due): Partial<AssignmentDraft> {
  if ('on' in due) return { dueBy: 'on', dueOn: due.on }
  return 'afterDays' in due
    ? { dueBy: 'afterDays', dueAfter: String(due.afterDays) }
    : { dueBy: 'afterWorkingDays', dueAfter: String(due.afterWorkingDays) }
}

function repeatFields({ every, ...repeat }: Repeat): Partial<AssignmentDraft> {
  return {
    repeats: repeat.from,
    ...('months' in every
      ? { repeatUnit: 'months', repeatEvery: String(every.months) }
      : { repeatUnit: 'years', repeatEvery: String(every.years) }),
    ...(repeat.from === 'date' ? { repeatOn: repeat.on ?? '' } : {}),
  }
}

export type AssignmentBody = Pick<
  Assignment,
  | 'title'
  | 'instructions'
  | 'link'
  | 'audience'
  | 'joiners'
  | 'leavers'
  | 'startsAt'
  | 'due'
  | 'repeat'
  | 'reminders'
  | 'completion'
> & { steps: StepGiven[] }
export type DraftErrors = Partial<
  Record<'title' | 'audience' | 'startsAt' | 'due' | 'repeat' | 'link' | 'steps', string>
>

/** What is missing, by field. Publishing asks for more than a draft does. */
export function missing(draft: AssignmentDraft, toPublish: boolean): DraftErrors {
  return {
    ...(draft.title.trim() === '' ? { title: 'An assignment needs a title.' } : {}),
    ...(toPublish && draft.include.length === 0 ? { audience: 'Choose at least one segment.' } : {}),
    ...(draft.starts === 'at' && draft.startsAt === '' ? { startsAt: 'Choose when it starts.' } : {}),
    ...(draft.dueBy === 'on' && draft.dueOn === '' ? { due: 'Choose the day.' } : {}),
    ...(draft.dueBy.startsWith('after') && !/^\d{1,4}$/.test(draft.dueAfter.trim())
      ? { due: 'Write a number of days, like 14.' }
      : {}),
    ...(draft.dueBy === 'on' && draft.repeats !== 'never'
      ? { due: 'What repeats is due some days after it was received.' }
      : {}),
    ...(draft.repeats !== 'never' && !(Number(draft.repeatEvery) >= 1)
      ? { repeat: 'Write a number, like 12.' }
      : {}),
    ...(isNoLink(draft.link) ? { link: NO_LINK } : {}),
    ...missingInSteps(draft.steps),
  }
}

const NO_LINK = 'A link begins with https:// or http://.'
const isNoLink = (link: string) => link.trim() !== '' && !/^https?:\/\/./i.test(link.trim())

function missingInSteps(steps: readonly DraftStep[]): DraftErrors {
  const at = steps.findIndex(step => step.text.trim() === '' || isNoLink(step.link))
  const step = steps[at]
  if (!step) return {}
  return {
    steps:
      step.text.trim() === ''
        ? `Step ${at + 1} needs a text, or can be removed.`
        : `Step ${at + 1}: ${NO_LINK.toLowerCase()}`,
  }
}

/** What is sent; call it only when nothing is missing. */
export function bodyOf(draft: AssignmentDraft): AssignmentBody {
  const due = dueOf(draft)
  return {
    title: draft.title.trim(),
    instructions: draft.instructions,
    link: draft.link.trim() || null,
    audience: { include: [...draft.include], exclude: [...draft.exclude] },
    joiners: draft.joiners,
    leavers: draft.leavers,
    startsAt: draft.starts === 'at' && draft.startsAt ? new Date(draft.startsAt).toISOString() : null,
    due,
    repeat: repeatOf(draft),
    reminders: due ? [...draft.reminders] : [],
    completion: draft.completion,
    steps: draft.steps.map(({ id, text, link }) => ({
      ...(id === null ? {} : { id }),
      text: text.trim(),
      link: link.trim() || null,
    })),
  }
}

function dueOf({ dueBy, dueOn, dueAfter }: AssignmentDraft): Due | null {
  if (dueBy === 'on' && dueOn) return { on: dueOn }
  if (dueBy === 'afterDays' && dueAfter.trim()) return { afterDays: Number(dueAfter) }
  if (dueBy === 'afterWorkingDays' && dueAfter.trim()) return { afterWorkingDays: Number(dueAfter) }
  return null
}

export function repeatOf({ repeats, repeatEvery, repeatUnit, repeatOn }: AssignmentDraft): Repeat | null {
  if (repeats === 'never') return null
  const number = Number(repeatEvery)
  const every = repeatUnit === 'months' ? { months: number } : { years: number }
  return repeats === 'completion'
    ? { every, from: 'completion' }
    : { every, from: 'date', ...(repeatOn ? { on: repeatOn } : {}) }
}

export function isTouched(draft: AssignmentDraft, base: AssignmentDraft): boolean {
  return JSON.stringify(draft) !== JSON.stringify(base)
}

/** When somebody who received it now would have it due; a guess good enough for a preview. */
export function dueAtOf(draft: AssignmentDraft, now: Date): string | null {
  const due = dueOf(draft)
  if (!due) return null
  if ('on' in due) return new Date(`${due.on}T23:59:59`).toISOString()
  // Working days are counted as if the week had five of them and there were no holidays.
  const days = 'afterDays' in due ? due.afterDays : Math.floor((due.afterWorkingDays * 7) / 5)
  const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() + days, 23, 59, 59)
  return Number.isNaN(day.getTime()) ? null : day.toISOString()
}

function toLocal(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
