import type { KeyType } from '../../../../src/tags/contract.ts'

/** What the type of a key is called. */
export const keyTypeWords = {
  text: 'Text',
  number: 'Number',
  date: 'Date',
  yesNo: 'Yes or no',
} as const satisfies Record<KeyType, string>
