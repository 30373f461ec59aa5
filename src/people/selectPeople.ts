import { loadPeople } from '../changes/loadPeople.ts'
import type { ActContext } from '../changes/perform.ts'
import { Invalid } from '../errors.ts'
import { evaluate } from '../roster/evaluate.ts'
import { ids as idsOf, nobody } from '../roster/peopleSet.ts'
import { dictionaryOfRoster } from '../roster/roster.ts'
import { withSpellings } from '../tags/withSpellings.ts'
import type { PersonRow } from './person.ts'
import { readWhere } from './readWhere.ts'
import { viewOn } from './viewOn.ts'

export type Selection = { ids?: readonly number[]; segment?: number; where?: string }

const SHOWN = 20

/** The people an act is for. Throws Invalid when it is not said in exactly one way, or names somebody who is not there. */
export async function selectPeople(context: ActContext, selection: Selection): Promise<PersonRow[]> {
  const given = Object.values({ ids: selection.ids, segment: selection.segment, where: selection.where })
  if (given.filter(each => each !== undefined).length !== 1) {
    throw new Invalid('Say for whom in exactly one way: ids, segment or where.', [
      { path: 'ids', message: 'Exactly one of ids, segment and where.' },
    ])
  }
  const { sql, roster } = context
  const ids = selection.ids ? [...new Set(selection.ids)] : [...idsOf(selectedSet(context, selection))]
  const people = (await loadPeople(sql, roster.workspaceId, ids)).filter(
    person => person.status !== 'removed',
  )
  if (people.length < ids.length) refuseMissing(ids, people)
  return people
}

function selectedSet({ roster, workspace, now }: ActContext, { segment, where = '' }: Selection) {
  if (segment === undefined)
    return evaluate(
      readWhere(withSpellings(dictionaryOfRoster(roster), roster), where),
      viewOn(roster, workspace.time_zone, now),
    )
  if (!roster.segments.has(segment)) {
    const message = `There is no segment with the id ${segment}.`
    throw new Invalid(message, [{ path: 'segment', message }])
  }
  return roster.members.get(segment) ?? nobody
}

function refuseMissing(ids: readonly number[], people: readonly PersonRow[]): never {
  const found = new Set(people.map(person => person.id))
  const missing = ids.filter(id => !found.has(id))
  const more = missing.length > SHOWN ? ` and ${missing.length - SHOWN} more` : ''
  const message = `There ${missing.length === 1 ? 'is nobody with the id' : 'are no people with the ids'} ${missing.slice(0, SHOWN).join(', ')}${more}. Nothing was changed.`
  throw new Invalid(message, [{ path: 'ids', message }])
}
