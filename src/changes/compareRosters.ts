import { equal, nobody, type PeopleSet } from '../roster/peopleSet.ts'
import type { Roster } from '../roster/roster.ts'

/** In sentences, where two rosters of one workspace differ; `name` says which one `other` is. Empty sets count as absent. */
export function compareRosters(rows: Roster, other: Roster, name: string): string[] {
  const wrong: string[] = []
  if (rows.version !== other.version)
    wrong.push(`${name} is at version ${other.version}, the rows are at ${rows.version}.`)
  if (rows.today !== other.today)
    wrong.push(`${name} counts days from ${other.today}, the workspace from ${rows.today}.`)
  wrong.push(...compareSet(rows.everyone, other.everyone, 'the active people', name))
  const sets = [
    ['tag', rows.holders, other.holders],
    ['segment', rows.members, other.members],
    ['assignment', rows.received, other.received],
    ['exemptions from assignment', rows.exempt, other.exempt],
  ] as const
  for (const [kind, ours, theirs] of sets) {
    for (const id of new Set([...ours.keys(), ...theirs.keys()]))
      wrong.push(...compareSet(ours.get(id) ?? nobody, theirs.get(id) ?? nobody, `${kind} ${id}`, name))
  }
  const things = [
    ['tag key', rows.keys, other.keys],
    ['tag', rows.tags, other.tags],
    ['alias', rows.aliases, other.aliases],
    ['segment', plainSegments(rows), plainSegments(other)],
    ['assignment', rows.assignments, other.assignments],
  ] as const
  for (const [kind, ours, theirs] of things) wrong.push(...compareThings(kind, ours, theirs, name))
  return wrong
}

function compareSet(rows: PeopleSet, other: PeopleSet, what: string, name: string): string[] {
  return equal(rows, other)
    ? []
    : [
        `${name} has ${other.size} people for ${what}, the rows say ${rows.size}, or they are not the same ones.`,
      ]
}

function compareThings(
  kind: string,
  rows: ReadonlyMap<number, unknown>,
  other: ReadonlyMap<number, unknown>,
  name: string,
): string[] {
  return [...new Set([...rows.keys(), ...other.keys()])].flatMap(id => {
    const ours = JSON.stringify(rows.get(id))
    const theirs = JSON.stringify(other.get(id))
    if (ours === theirs) return []
    return [`${name} has ${theirs ?? 'no'} ${kind} ${id}, the rows have ${ours ?? 'none'}.`]
  })
}

/** Without what is worked out from the rule, which holds sets that JSON does not show. */
function plainSegments({ segments }: Roster): Map<number, unknown> {
  return new Map(
    [...segments].map(([id, { name, description, rule, updatedAt, changedIn }]) => [
      id,
      { id, name, description, rule, updatedAt, changedIn },
    ]),
  )
}
