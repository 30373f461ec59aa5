import type { ActContext } from '../changes/perform.ts'
import type { AssignmentRow } from '../db/schema.ts'
import { peopleWords } from './peopleWords.ts'
import type { AssignmentCounts } from './queries.ts'
import { countOpenByStep, countOpenWithAll } from './stepQueries.ts'
import { compareSteps, stepsOf } from './steps.ts'

/** What another list of steps means for those who have begun: the plan says so before anything is saved. */
export async function noteSteps(
  { sql, draft, workspace }: Pick<ActContext, 'sql' | 'draft' | 'workspace'>,
  before: AssignmentRow,
  after: AssignmentRow,
  counts: AssignmentCounts | undefined,
): Promise<void> {
  const steps = stepsOf(after)
  const { removed, added } = compareSteps(stepsOf(before), steps)
  const about = { workspaceId: workspace.id, assignmentId: after.id }
  if (removed.length > 0) {
    const did = await countOpenByStep(sql, about)
    for (const { id, text } of removed) {
      const people = did.get(id) ?? 0
      draft.notes.push(
        people === 0
          ? `The step “${text}” goes. Nobody who has it open had done it.`
          : `The step “${text}” goes. ${peopleWords(people)} who had done it ${people === 1 ? 'loses' : 'lose'} nothing: it stays on record and no longer counts.`,
      )
    }
  }
  if (added.length > 0 && counts) {
    const open = peopleWords(counts.assigned + counts.opened)
    const kept =
      counts.completed > 0
        ? ` ${peopleWords(counts.completed)} who completed it ${counts.completed === 1 ? 'stays' : 'stay'} completed.`
        : ''
    draft.notes.push(
      `${added.length === 1 ? 'The new step is' : `${added.length} new steps are`} still to do for ${open} who ${counts.assigned + counts.opened === 1 ? 'has' : 'have'} it open.${kept}`,
    )
  } else if (removed.length > 0) {
    const ready = await countOpenWithAll(
      sql,
      about,
      steps.map(step => step.id),
    )
    if (ready > 0)
      draft.notes.push(
        `${peopleWords(ready)} ${ready === 1 ? 'has' : 'have'} done all that remains: their page then asks them to mark the whole as done.`,
      )
  }
}
