import type { Plan } from '../src/changes/contract.ts'
import { Refused } from './client.ts'

/** What a call that must be refused was refused with. */
export async function refusal(call: Promise<unknown>): Promise<Refused> {
  const answer = await call.catch((error: unknown) => error)
  if (answer instanceof Refused) return answer
  throw new Error(`It was not refused: ${JSON.stringify(answer)}`)
}

/** The plan that a dry run answers. */
export function asPlan(answer: object): Plan {
  if ('brake' in answer) return answer as Plan
  throw new Error(`That was no plan: ${JSON.stringify(answer)}`)
}

/** What an act answers that was carried out. */
export function asDone<Answer extends object>(answer: Answer): Extract<Answer, { changeId: number }> {
  if ('changeId' in answer) return answer as Extract<Answer, { changeId: number }>
  throw new Error(`That was a plan: ${JSON.stringify(answer)}`)
}
