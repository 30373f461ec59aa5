import { Invalid } from '../errors.ts'
import { readEmail } from '../imports/file/checkEmail.ts'
import { clean } from '../tags/fold.ts'

type Words = { email: string; firstName: string; lastName: string; externalId: string | null }

/** What a body says of a person, as it is kept. Throws Invalid with every field that cannot be. */
export function personWords(body: Partial<Words>): Partial<Words> {
  const errors: { path: string; message: string }[] = []
  const words: Partial<Words> = {}
  if (body.email !== undefined) {
    const read = readEmail(body.email)
    if ('email' in read) words.email = read.email
    else errors.push({ path: 'email', message: read.reason })
  }
  for (const [field, name] of [
    ['firstName', 'first name'],
    ['lastName', 'last name'],
  ] as const) {
    const text = body[field]
    if (text === undefined) continue
    words[field] = clean(text)
    // As in a file: whoever is greeted by name needs one.
    if (words[field] === '')
      errors.push({ path: field, message: `The ${name} is blank. A person needs one.` })
  }
  if (body.externalId !== undefined) words.externalId = clean(body.externalId ?? '') || null
  if (errors.length > 0) throw new Invalid(errors.map(error => error.message).join(' '), errors)
  return words
}
