import { systemActor } from '../access/systemActor.ts'
import type { Engine } from '../changes/engine.ts'
import { perform } from '../changes/perform.ts'
import { dayIn } from '../changes/raiseDay.ts'

/**
 * The act 'clock.midnight': moves the workspace to the day it now is in its time zone, if a segment counts from today and
 * that day has not been reached yet. Answers the change's number, or null when there was nothing to do. Any number of
 * servers may call it at once: the first does it.
 */
export async function passMidnight(engine: Engine, workspaceId: number, now: number): Promise<number | null> {
  let passed = false
  const { changeId } = await perform(
    engine,
    // What was agreed to is the rule; that time goes by is in it, and at midnight nobody is there to be asked.
    { workspaceId, actor: systemActor(workspaceId), act: 'clock.midnight', now, unheld: true },
    async ({ draft, roster, workspace }) => {
      const day = dayIn(workspace.time_zone, now)
      const isRelative = [...roster.segments.values()].some(segment => segment.refs.relative)
      passed = day > roster.today && isRelative
      if (passed) draft.today = day
      return { summary: `A new day: ${day}`, result: null }
    },
  )
  return passed ? changeId : null
}
