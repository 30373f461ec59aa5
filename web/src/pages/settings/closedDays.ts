import type { Settings } from '../../../../src/access/contract.ts'

/** One closed day a line: the day, and behind it what it is. */
export function writeClosedDays(days: Settings['closedDays']): string {
  return days.map(({ on, name }) => `${on} ${name}`.trim()).join('\n')
}

/** Lines back into days; what is no day is left for the server to refuse, so that nothing typed is lost. */
export function readClosedDays(text: string): Settings['closedDays'] {
  return text
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '')
    .map(line => {
      const [on = '', ...name] = line.split(/\s+/)
      return { on, name: name.join(' ') }
    })
}
