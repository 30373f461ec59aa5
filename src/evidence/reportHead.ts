import { escapeHtml as text } from '../http/escapeHtml.ts'
import type { EvidenceAssignment, EvidenceRule } from './contract.ts'
import { type Clock, timeTag } from './reportClock.ts'
import type { Head } from './writeReport.ts'

/** What the report is about, for its heading and every page's. */
export function titleOf({ person, assignments }: Head): string {
  if (person === null) return assignments[0]?.title ?? ''
  return `${person.firstName} ${person.lastName}`.trim() || person.email
}

/** Everything above the table of records. */
export function reportHead(head: Head, clock: Clock): string {
  const { workspace, person, assignments, rules } = head
  return `<main>
<p class="quiet">${text(workspace.name)} · Evidence report</p>
<h1>${text(titleOf(head))}</h1>
${person ? `<p class="quiet">${text(person.email)}</p>` : ''}
<p>As of ${timeTag(clock, head.asOf)} (${text(workspace.timeZone)})${isExact(head) ? '' : `. ${notExact(head, clock)}`}</p>
${figures(head)}
${assignments.map(one => assignment(one, head, clock)).join('')}
${rules.length > 0 ? `<h2>Rules of the segments</h2>${ruleTable(rules, clock)}` : ''}
`
}

const isExact = ({ asOf, exactSince }: Head) => asOf >= exactSince

const notExact = ({ exactSince }: Head, clock: Clock) =>
  `What was taken back, recorded late, received again or moved to another due day before ${timeTag(clock, exactSince)} was not kept yet: this is how far the records themselves tell.`

function figures({ summary }: Head): string {
  const words: [string, number][] = [
    ['Records', summary.records],
    ['Not opened yet', summary.assigned],
    ['Opened', summary.opened],
    ['Completed', summary.completed],
    ['Overdue', summary.overdue],
    ['No longer required', summary.withdrawn],
    ['Past occurrences', summary.past],
  ]
  return `<dl class="figures">${words.map(([name, value]) => `<div><dt>${name}</dt><dd>${value.toLocaleString('en')}</dd></div>`).join('')}</dl>`
}

function assignment(one: EvidenceAssignment, { kind, rules }: Head, clock: Clock): string {
  const named = (ids: readonly number[]) =>
    ids.map(id => rules.find(rule => rule.segment === id)?.name ?? `#${id}`).join(', ')
  const { number, set } = one.version
  const facts: [string, string][] = [
    ['Audience', text(named(one.include) || 'Nobody')],
    ...(one.exclude.length > 0 ? ([['But not', text(named(one.exclude))]] as [string, string][]) : []),
    ['Version', `${number}, set ${timeTag(clock, set.at)} by ${text(set.by)} (change ${set.change})`],
    ['Published', timeTag(clock, one.publishedAt) || 'Not published'],
    ...(one.closedAt ? ([['Closed', timeTag(clock, one.closedAt)]] as [string, string][]) : []),
    ...(one.link ? ([['Link', text(one.link)]] as [string, string][]) : []),
    ...(one.instructions
      ? ([['Instructions', `<pre>${text(one.instructions)}</pre>`]] as [string, string][])
      : []),
    ...one.steps.map((step, at): [string, string] => [`Step ${at + 1}`, text(step.text)]),
  ]
  const heading = kind === 'person' ? one.title : 'What was to be done'
  return `<h2>${text(heading)}</h2><dl>${facts.map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`).join('')}</dl>`
}

function ruleTable(rules: readonly EvidenceRule[], clock: Clock): string {
  const row = ({ name, version, text: rule, set, until }: EvidenceRule) =>
    `<tr><th scope="row">${text(name)}</th><td class="number">${version}</td><td>${text(rule)}</td><td>${timeTag(clock, set.at)}<div class="quiet">change ${set.change} by ${text(set.by)}</div></td><td>${timeTag(clock, until) || 'In force'}</td></tr>`
  return `<div class="scroll" tabindex="0" role="region" aria-label="Rules"><table><thead><tr><th scope="col" class="wide">Segment</th><th scope="col" class="narrow">Rule</th><th scope="col">Who belongs</th><th scope="col" class="wide">Set</th><th scope="col" class="wide">Until</th></tr></thead><tbody>
${rules.map(row).join('\n')}
</tbody></table></div>`
}
