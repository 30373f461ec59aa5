import type { Plan } from '../../../../src/changes/contract.ts'
import type { ImportOptions } from '../../../../src/imports/contract.ts'
import { fold } from '../../../../src/tags/fold.ts'
import { lookAlikesOf } from '../../parts/spellingWords.ts'

export type Answers = NonNullable<ImportOptions['spellings']>
type Asked = { key: string; value: string | null }

/** The answers with one more; an earlier one to the same question gives way. */
export function answered(answers: Answers, { key, value }: Asked, means: string | null): Answers {
  return [...takenBack(answers, { key, value }), { key, value, means }]
}

/** The answers without the one to this question. A key that was joined is asked about by the name it was joined with. */
export function takenBack(answers: Answers, { key, value }: Asked): Answers {
  const names = new Set([fold(key), ...namesJoined(answers, key)])
  const isIt = (answer: Answers[number]) =>
    fold(answer.value ?? '') === fold(value ?? '') &&
    (value === null ? fold(answer.key) === fold(key) : names.has(fold(answer.key)))
  return answers.filter(answer => !isIt(answer))
}

/** Whatever looks like another is that one. */
export function allJoined(answers: Answers, tags: Plan['tags']): Answers {
  return lookAlikesOf(tags).reduce(
    (all, { key, value, like }) => answered(all, { key, value }, like),
    answers,
  )
}

function namesJoined(answers: Answers, key: string): string[] {
  return answers
    .filter(({ value, means }) => !value && means !== null && fold(means) === fold(key))
    .map(answer => fold(answer.key))
}
