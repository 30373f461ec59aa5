import type { Plan } from '../../../src/changes/contract.ts'
import { counted, figure } from './Count.tsx'
import { type KindOfPeople, peopleKinds } from './planFigures.ts'

/** How a plan differs from the one that was shown before it. */
export type Comparison = {
  /** What stood in a row then, in words ("was 3 → 4, +1"); undefined for rows that say the same now. */
  was: ReadonlyMap<string, string>
  /** Rows of then that are no longer there. */
  gone: { part: string; title: string }[]
}

export const noComparison: Comparison = { was: new Map(), gone: [] }

type Row = { title: string; words: string }

/** Row by row; a row that is new says that it was not there. */
export function comparePlans(earlier: Plan | undefined, now: Plan): Comparison {
  if (!earlier) return noComparison
  const then = rowsOf(earlier)
  const present = rowsOf(now)
  const was = new Map<string, string>()
  const gone: Comparison['gone'] = []
  for (const [part, { words }] of present) {
    const old = then.get(part)
    if (old?.words !== words) was.set(part, old ? `was ${old.words}` : 'was not there')
  }
  for (const [part, { title, words }] of then) {
    if (present.has(part)) continue
    was.set(part, `was ${words}`)
    gone.push({ part, title })
  }
  return { was, gone }
}

/** Every row by its part, as `GET /plans/{id}/people` names it, with its figures in words. */
function rowsOf(plan: Plan): Map<string, Row> {
  const { people, tags } = plan
  const count = (part: string, value: number): [string, Row][] =>
    value === 0 ? [] : [[part, { title: '', words: figure(value) }]]
  const kinds = Object.keys(peopleKinds) as KindOfPeople[]
  return new Map<string, Row>([
    ...kinds.flatMap((kind): [string, Row][] =>
      people[kind] === 0
        ? []
        : [[`people:${kind}`, { title: peopleKinds[kind].will, words: figure(people[kind]) }]],
    ),
    ...count('refused', people.refused),
    ...count('leftOut', people.leftOut ?? 0),
    ...count('unchanged', people.unchanged),
    ...count('keysCreated', tags.keysCreated.length),
    ...count('tagsCreated', tags.created.length),
    ...count('tagsRemoved', tags.removed.length),
    ...count('messages', plan.messages),
    ...tags.changed.map((tag): [string, Row] => [
      `tag:${tag.id}`,
      { title: `${tag.key}: ${tag.value}`, words: moveWords(tag) },
    ]),
    ...plan.segments.map((segment): [string, Row] => [
      `segment:${segment.id}`,
      { title: segment.name, words: moveWords(segment) },
    ]),
    ...plan.assignments.map(({ id, title, received, withdrawn, before, after }): [string, Row] => [
      `assignment:${id}`,
      { title, words: moveWords({ entered: received, left: withdrawn, before, after }) },
    ]),
  ])
}

function moveWords({
  before,
  after,
  entered,
  left,
}: Record<'before' | 'after' | 'entered' | 'left', number>) {
  const signs = [entered > 0 ? `+${figure(entered)}` : '', left > 0 ? `−${figure(left)}` : '']
  return [`${figure(before)} → ${figure(after)}`, ...signs.filter(Boolean)].join(' ')
}

/** How much differs, as the news above the plan says it. */
export function comparisonWords({ was }: Comparison): string {
  return was.size === 0
    ? 'The figures are the same.'
    : `${counted(was.size, 'row differs', 'rows differ')} and ${was.size === 1 ? 'is' : 'are'} marked with what stood there; look them over and go ahead if they are still right.`
}
