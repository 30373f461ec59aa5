/** A line of the answer, on standard output. */
export function say(line = ''): void {
  process.stdout.write(`${plain(line)}\n`)
}

/** A line about the answer (what is being done, what went wrong), on standard error: pipes carry answers only. */
export function note(line: string): void {
  process.stderr.write(`${plain(line)}\n`)
}

/** The answer as JSON. */
export function sayJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

// Names and values come from anybody's files: an escape sequence in one must not reach the terminal, and a mark that turns
// the direction of writing must not make a line read otherwise than it is. Line breaks within a cell are kept.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is to be taken out
const UNSAFE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]+/g

/** The text without anything that a terminal would obey. */
export function plain(text: string): string {
  return text.replace(UNSAFE, ' ')
}

const format = new Intl.NumberFormat('en')

/** 12345 as `12,345`. */
export const number = (value: number) => format.format(value)

/** `1 person`, `12,345 people`. */
export const counted = (value: number, one: string, many: string) =>
  `${number(value)} ${value === 1 ? one : many}`

/** A moment of the API as people read it: `2026-03-01 09:30`, in UTC like everything the API says. */
export const minute = (moment: string) => moment.slice(0, 16).replace('T', ' ')
