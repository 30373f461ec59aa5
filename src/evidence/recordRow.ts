import { escapeHtml as text } from '../http/escapeHtml.ts'
import type { EvidenceRecord } from './contract.ts'
import { type Clock, timeTag } from './reportClock.ts'
import type { Head } from './writeReport.ts'

/** A report of what has no steps has no column for them. */
export function tableHead(head: Head): string {
  const first = head.kind === 'person' ? 'Assignment' : 'Person'
  const columns = [
    first,
    'Status',
    'Assigned',
    'Through',
    'Due',
    'Opened',
    'Completed',
    ...(hasSteps(head) ? ['Steps'] : []),
  ]
  const wide = new Set([first, 'Completed'])
  const cells = columns.map(name => `<th scope="col"${wide.has(name) ? ' class="wide"' : ''}>${name}</th>`)
  return `<thead><tr>${cells.join('')}</tr></thead>`
}

const hasSteps = ({ assignments }: Head) => assignments.some(one => one.steps.length > 0)

const STATUS = {
  assigned: 'Not opened yet',
  opened: 'Opened',
  completed: 'Completed',
  withdrawn: 'No longer required',
} as const satisfies Record<EvidenceRecord['status'], string>

/** One record as a row of the table; in a person's report it begins with the assignment. */
export function recordRow(record: EvidenceRecord, head: Head, clock: Clock): string {
  const time = (moment: string | null) => timeTag(clock, moment)
  const { change, at, by } = record.assigned
  const cells = [
    status(record, time),
    `${time(at)}${quiet(`change ${change} by ${by}`)}`,
    through(record, head),
    due(record, time),
    time(record.openedAt),
    completed(record, time),
    ...(hasSteps(head) ? [steps(record, head, time)] : []),
  ]
  return `<tr><th scope="row">${who(record, head)}</th>${cells.map(cell => `<td>${cell}</td>`).join('')}</tr>\n`
}

type Time = (moment: string | null) => string

const quiet = (words: string) => `<div class="quiet">${text(words)}</div>`

function who(record: EvidenceRecord, head: Head): string {
  const again = record.occurrence > 1 ? quiet(`occurrence ${record.occurrence}`) : ''
  if (head.kind === 'person') return `${text(titleIn(record, head))}${again}`
  const { firstName, lastName, email } = record.person
  return `${text(`${firstName} ${lastName}`.trim())}${quiet(email)}${again}`
}

const titleIn = ({ assignment }: EvidenceRecord, { assignments }: Head) =>
  assignments.find(one => one.id === assignment)?.title ?? `#${assignment}`

function through({ through }: EvidenceRecord, { rules }: Head): string {
  return through
    .map(({ segment, version }) => {
      const name = rules.find(rule => rule.segment === segment)?.name ?? `#${segment}`
      return `<div>${text(name)}, <span class="number">rule ${version}</span></div>`
    })
    .join('')
}

function due({ dueAt, extended, exempt }: EvidenceRecord, time: Time): string {
  return [
    time(dueAt),
    extended ? quiet(`extended by ${extended.by}: ${extended.reason}`) : '',
    exempt
      ? quiet(
          `exempt ${exempt.until ? `until ${exempt.until}` : 'without end'} by ${exempt.by}: ${exempt.reason}`,
        )
      : '',
  ].join('')
}

const RECORDED = {
  recipient: 'said by themselves',
  callback: 'reported by a callback',
  member: 'recorded',
  import: 'recorded from a file',
} as const satisfies Record<NonNullable<EvidenceRecord['recorded']>['how'], string>

function completed({ completedAt, recorded, evidence }: EvidenceRecord, time: Time): string {
  if (completedAt === null || recorded === null) return ''
  const { how, by, change, at } = recorded
  const words = `${RECORDED[how]}${by === null ? '' : ` by ${by}`}${change === null ? '' : `, change ${change}`}`
  const when = at !== null && at !== completedAt ? ` on ${time(at)}` : ''
  return `${time(completedAt)}<div class="quiet">${text(words)}${when}</div>${evidence === null ? '' : `<div>${text(evidence)}</div>`}`
}

function steps(record: EvidenceRecord, { assignments }: Head, time: Time): string {
  const known = assignments.find(one => one.id === record.assignment)?.steps ?? []
  return record.steps
    .map(({ step, doneAt }) => {
      const at = known.findIndex(one => one.id === step)
      const name = at === -1 ? `removed step ${step}` : `step ${at + 1}`
      return `<div>${name} ${time(doneAt)}</div>`
    })
    .join('')
}

function status(record: EvidenceRecord, time: Time): string {
  const { noLongerRequiredSince, supersededAt, overdue } = record
  const past = supersededAt === null ? '' : `<div class="quiet">came again ${time(supersededAt)}</div>`
  if (noLongerRequiredSince !== null) return `No longer required since ${time(noLongerRequiredSince)}${past}`
  return `${STATUS[record.status]}${overdue ? ', <strong>overdue</strong>' : ''}${past}`
}
