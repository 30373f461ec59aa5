import { putPerson } from '../changes/draft.ts'
import type { Act } from '../changes/perform.ts'
import { type Selection, selectPeople } from './selectPeople.ts'

/** Deactivates or reactivates many. Nothing of them is lost: tags, recipients and history stay. */
export function setStatus(selection: Selection, status: 'active' | 'inactive'): Act<null> {
  return async context => {
    const people = await selectPeople(context, selection)
    for (const person of people)
      putPerson(context.draft, person, { ...person, status, updatedAt: context.now })
    const verb = status === 'active' ? 'Reactivate' : 'Deactivate'
    const [only] = people
    const whom =
      only && people.length === 1
        ? `${only.firstName} ${only.lastName}`
        : `${people.length.toLocaleString('en')} people`
    return { summary: `${verb} ${whom}`, result: null }
  }
}
