import type { Plan, RuleChange } from '../changes/contract.ts'
import { counted, number } from './print.ts'

const MOST = 20

/**
 * A plan as lines to read, one labelled part after the other; what does not happen is left out. Of a change, `rules` are those
 * it wrote.
 */
export function planLines(plan: Plan, rules?: { items: RuleChange[]; total: number }): string[] {
  const { people, tags, segments, assignments } = plan
  const lines = [
    ...part(rules?.total === 1 ? 'Rule' : 'Rules', rules ? ruleLines(rules) : []),
    ...part('People', [peopleInWords(people)]),
    ...part('New keys', [tags.keysCreated.map(key => key.name).join(', ')]),
    ...part('Keys gone', [(tags.keysRemoved ?? []).map(key => key.name).join(', ')]),
    ...part('New tags', [fewTags(tags.created)]),
    ...part('Tags gone', [fewTags(tags.removed)]),
    ...part('Look alike', [
      ...first(
        tags.keyLookAlikes ?? [],
        ({ key, like }) => `The key “${key}” is spelt almost like “${like}”`,
      ),
      ...first(
        tags.lookAlikes,
        ({ key, value, like }) => `${key}: “${value}” is spelt almost like “${like}”`,
      ),
    ]),
    ...part('Spellings', first(tags.spellings ?? [], spellingInWords)),
    ...part(
      'Segments',
      first(segments, each => `${each.name}: ${moves(each.entered, each.left)}, ${fromTo(each)}`),
    ),
    ...part(
      'Assignments',
      first(
        assignments,
        each => `${each.title}: ${receives(each.received, each.withdrawn)}, ${fromTo(each)}`,
      ),
    ),
    ...part('Messages', [plan.messages === 0 ? '' : number(plan.messages)]),
    ...part('Note', plan.notes),
  ]
  return lines.length === 0 ? ['Nothing changes.'] : lines
}

/** Labelled lines: the label stands before the first. */
export function part(label: string, texts: readonly string[]): string[] {
  return texts
    .filter(text => text !== '')
    .map((text, at) => `  ${(at === 0 ? label : '').padEnd(12)}  ${text}`)
}

function ruleLines({ items, total }: { items: RuleChange[]; total: number }): string[] {
  const lines = items.flatMap(({ segment, text, textBefore }) => [
    `${segment.name}: ${text ?? 'deleted'}`,
    ...(textBefore === null ? [] : [`  before: ${textBefore}`]),
  ])
  return total > items.length ? [...lines, `and ${number(total - items.length)} more`] : lines
}

/** The first few as lines, and how many more there are. */
function first<Item>(items: readonly Item[], line: (item: Item) => string): string[] {
  const shown = items.slice(0, MOST).map(line)
  return items.length > MOST ? [...shown, `and ${number(items.length - MOST)} more`] : shown
}

export function peopleInWords(people: Plan['people']): string {
  const parts: [number, string][] = [
    [people.created, 'new'],
    [people.updated, 'changed'],
    [people.reactivated, 'active again'],
    [people.deactivated, 'deactivated'],
    [people.removed, 'removed again'],
    [people.unchanged, 'as they are'],
    [people.refused, 'refused'],
    [people.leftOut ?? 0, 'left out'],
  ]
  return parts
    .filter(([count]) => count > 0)
    .map(([count, words]) => `${number(count)} ${words}`)
    .join(', ')
}

/** By key, since an import can bring thousands: `Location 25, Job Role 31`. A few are named. */
function fewTags(tags: Plan['tags']['created']): string {
  if (tags.length <= 8) return tags.map(tag => `${tag.key}: ${tag.value}`).join('; ')
  const byKey = Map.groupBy(tags, tag => tag.key)
  return `${number(tags.length)}: ${[...byKey].map(([key, own]) => `${key} ${number(own.length)}`).join(', ')}`
}

type Spelling = NonNullable<Plan['tags']['spellings']>[number]

function spellingInWords({ key, value, means, unlike }: Spelling): string {
  const written = value === null ? `The key “${key}”` : `${key}: “${value}”`
  return means === null ? `${written} is its own, not “${unlike}”` : `${written} is read as “${means}”`
}

function moves(entered: number, left: number): string {
  const parts = [
    ...(entered > 0 ? [`${counted(entered, 'person enters', 'people enter')}`] : []),
    ...(left > 0 ? [`${counted(left, 'person leaves', 'people leave')}`] : []),
  ]
  return parts.join(', ') || 'nobody moves'
}

function receives(received: number, withdrawn: number): string {
  const parts = [
    ...(received > 0 ? [`${counted(received, 'person receives it', 'people receive it')}`] : []),
    ...(withdrawn > 0 ? [`${counted(withdrawn, 'person loses it', 'people lose it')}`] : []),
  ]
  return parts.join(', ') || 'nobody receives it'
}

const fromTo = ({ before, after }: { before: number; after: number }) =>
  `${number(before)} → ${number(after)}`
