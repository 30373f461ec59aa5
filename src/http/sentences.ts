import { z } from 'zod'

const nouns: Record<string, string> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  file: 'a file',
}

const formats: Record<string, string> = {
  email: 'That does not look like an e-mail address.',
  url: 'That is not a complete address, such as https://example.org.',
  datetime: 'A moment is written like 2026-03-01T09:30:00.000Z.',
  date: 'A day is written like 2026-03-01.',
}

/** Says in plain words what zod found, wherever a contract has no sentence of its own. */
function sentence(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This is missing.'
        : `This must be ${nouns[issue.expected] ?? issue.expected}.`
    case 'invalid_value':
      return issue.input === undefined ? 'This is missing.' : `This must be ${listed(issue.values)}.`
    case 'too_big':
      return `At most ${issue.maximum}${unit(issue.origin)}.`
    case 'too_small':
      return `At least ${issue.minimum}${unit(issue.origin)}.`
    case 'invalid_format':
      return formats[issue.format] ?? 'This is not written as expected.'
    case 'unrecognized_keys':
      return `Unknown: ${issue.keys.join(', ')}.`
    case 'invalid_union':
      return issue.input === undefined ? 'This is missing.' : 'This fits none of the allowed forms.'
    case 'invalid_key':
      return issue.issues[0]?.message
    default:
      return undefined
  }
}

const listed = (values: readonly unknown[]) =>
  values.length === 1 ? String(values[0]) : `one of ${values.map(String).join(', ')}`

const unit = (origin: string) =>
  origin === 'string' ? ' characters' : origin === 'array' ? ' items' : origin === 'file' ? ' bytes' : ''

/** For the whole process; called once when the HTTP side is loaded. */
export function speakPlainly(): void {
  z.config({ customError: sentence })
}
