import { clean } from '../../tags/fold.ts'

const NUMBER = /^-?\d+(?:\.\d+)?$/

/**
 * A plain decimal like `7` or `-3.5`; undefined for anything else. `1,234.5` and `1e3` are refused on
 * purpose: the first means different numbers in different countries, the second is a part number as often as
 * a thousand.
 */
export function readNumber(text: string): number | undefined {
  const plain = clean(text)
  const number = NUMBER.test(plain) ? Number(plain) : Number.NaN
  return Number.isFinite(number) ? number : undefined
}
