import type { OriginStep } from './contract.ts'

/** Where a tag came from, newest step first: “From people.xlsx, row 12, imported on 3 March 2026 by Olivia”. Pure. */
export function originSentence(steps: readonly OriginStep[], timeZone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long', year: 'numeric' })
  const said = steps.map(step => PHRASES[step.kind](step, `on ${day.format(new Date(step.at))} ${by(step)}`))
  const text = said.join('; before that, ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const PHRASES = {
  hand: (_, when) => `added by hand ${when}`,
  import: (step, when) => `from ${placeIn(step.import)}, imported ${when}`,
  merge: ({ mergedFrom }, when) => `merged from ${mergedFrom?.key}: ${mergedFrom?.value} ${when}`,
  undo: ({ undoes }, when) => `put back ${when}, undoing change ${undoes}`,
} satisfies Record<OriginStep['kind'], (step: OriginStep, when: string) => string>

function by({ actor }: OriginStep): string {
  return actor.kind === 'key' ? `through the API key “${actor.name}”` : `by ${actor.name}`
}

function placeIn(file: OriginStep['import']): string {
  if (!file) return 'a file'
  const sheet = file.sheet === null ? '' : `, sheet “${file.sheet}”`
  const row = file.row === null ? '' : `, row ${file.row}`
  return `${file.fileName}${sheet}${row}`
}
