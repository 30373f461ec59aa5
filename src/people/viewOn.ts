import { dayIn } from '../changes/raiseDay.ts'
import type { View } from '../roster/evaluate.ts'
import { dictionaryOfRoster, type Roster, viewOfRoster } from '../roster/roster.ts'
import { resolve } from '../segments/rule/resolve.ts'

/** The roster as a filter sees it now: its own day stands still while no segment counts from it. */
export function viewOn(roster: Roster, timeZone: string, now: number): View {
  const dictionary = dictionaryOfRoster(roster)
  const day = dayIn(timeZone, now)
  const today = day > roster.today ? day : roster.today
  return { ...viewOfRoster(roster), resolve: condition => resolve(condition, dictionary, { today }) }
}
