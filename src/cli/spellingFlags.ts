import { InvalidArgumentError } from 'commander'
import type { Import, ImportOptions } from '../imports/contract.ts'
import type { Connection } from './connect.ts'

export type Spelling = NonNullable<ImportOptions['spellings']>[number]

/** `Department: Slaes = Sales`, or of a key `Dept = Department`; whatever holds these signs itself goes by --options. */
export function readJoin(text: string, earlier: Spelling[] = []): Spelling[] {
  const at = text.lastIndexOf('=')
  const means = text.slice(at + 1).trim()
  if (at === -1 || means === '')
    throw new InvalidArgumentError('It is written "KEY: SPELLING = VALUE", or of a key "SPELLING = KEY".')
  return [...earlier, { ...readSpelling(text.slice(0, at)), means }]
}

/** `Department: Saless`, or of a key `Dept`. */
export function readKeepApart(text: string, earlier: Spelling[] = []): Spelling[] {
  return [...earlier, { ...readSpelling(text), means: null }]
}

function readSpelling(text: string): { key: string; value?: string } {
  const [key = '', ...rest] = text.split(':')
  const value = rest.join(':').trim()
  if (key.trim() === '' || (rest.length > 0 && value === ''))
    throw new InvalidArgumentError('It is written "KEY: SPELLING", or of a key "SPELLING".')
  return { key: key.trim(), ...(value === '' ? {} : { value }) }
}

/** Values of a key that has been joined may look like values there: then they are asked about once more. */
const MOST_ROUNDS = 5

/** Joins whatever looks alike, as one press on “Join all” does. */
export async function joinAll({ client }: Connection, planned: Import): Promise<Import> {
  let present = planned
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const { lookAlikes = [], keyLookAlikes = [] } = present.plan?.tags ?? {}
    const found: Spelling[] = [
      ...keyLookAlikes.map(({ key, like }) => ({ key, means: like })),
      ...lookAlikes.map(({ key, value, like }) => ({ key, value, means: like })),
    ]
    if (found.length === 0) return present
    const spellings = [...(present.options.spellings ?? []), ...found]
    const next = await client.imports.update({
      params: { id: present.id },
      body: { options: { spellings } },
    })
    if (!('fileName' in next)) return present
    present = next
  }
  return present
}
