/**
 * How well bytes read as Chinese, Japanese or Korean. These character sets order their characters by how common they are,
 * so that the code itself says whether a text holds everyday characters or, read wrongly, rare ones throughout.
 */

export type DoubleByteSet = {
  encoding: string
  isLead(byte: number): boolean
  isTrail(byte: number): boolean
  /** From 0 to 1. */
  commonness(lead: number, trail: number): number
  /** Of bytes that are a character alone, such as the narrow katakana of Shift JIS; absent where there are none. */
  single?(byte: number): number | undefined
}

const between = (byte: number, first: number, last: number) => byte >= first && byte <= last
const isHigh = (byte: number) => between(byte, 0xa1, 0xfe)

export const DOUBLE_BYTE_SETS: readonly DoubleByteSet[] = [
  {
    encoding: 'shift_jis',
    isLead: byte => between(byte, 0x81, 0x9f) || between(byte, 0xe0, 0xfc),
    isTrail: byte => between(byte, 0x40, 0xfc) && byte !== 0x7f,
    commonness: (lead, trail) => {
      if (lead === 0x81) return 0.7
      if (lead === 0x82 || lead === 0x83) return 1
      return between(lead, 0x88, 0x97) || (lead === 0x98 && trail <= 0x72) ? 0.98 : 0.1
    },
    single: byte => (between(byte, 0xa1, 0xdf) ? 0.4 : undefined),
  },
  {
    encoding: 'gb18030',
    isLead: byte => between(byte, 0x81, 0xfe),
    isTrail: byte => between(byte, 0x30, 0x39) || (between(byte, 0x40, 0xfe) && byte !== 0x7f),
    commonness: (lead, trail) => {
      if (!isHigh(trail)) return 0.05
      if (between(lead, 0xb0, 0xd7)) return 0.99
      return lead === 0xa1 || lead === 0xa3 ? 0.7 : between(lead, 0xd8, 0xf7) ? 0.25 : 0.1
    },
  },
  {
    encoding: 'big5',
    isLead: byte => between(byte, 0xa1, 0xf9),
    isTrail: byte => between(byte, 0x40, 0x7e) || isHigh(byte),
    commonness: lead => (between(lead, 0xa4, 0xc6) ? 1 : lead <= 0xa3 ? 0.7 : 0.2),
  },
  {
    encoding: 'euc-kr',
    isLead: byte => between(byte, 0xa1, 0xfe),
    isTrail: isHigh,
    commonness: lead => (between(lead, 0xb0, 0xc8) ? 1 : lead === 0xa1 || lead === 0xa3 ? 0.7 : 0.05),
  },
  {
    encoding: 'euc-jp',
    isLead: isHigh,
    isTrail: isHigh,
    commonness: lead => {
      if (lead === 0xa4 || lead === 0xa5) return 1
      return between(lead, 0xb0, 0xcf) ? 0.95 : lead === 0xa1 || lead === 0xa3 ? 0.7 : 0.05
    },
  },
]

/** From 0 to 1; 0 also when the bytes break the set's rules more than now and then. */
export function doubleByteFit(bytes: Uint8Array, set: DoubleByteSet): number {
  let characters = 0
  let sum = 0
  let broken = 0
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0
    if (byte < 0x80) continue
    characters++
    const alone = set.single?.(byte)
    if (alone !== undefined) {
      sum += alone
      continue
    }
    const next = bytes[at + 1] ?? 0
    if (!set.isLead(byte) || !set.isTrail(next)) {
      broken++
      continue
    }
    // A character of these scripts in the middle of a Latin word is an accented letter and its neighbour, misread.
    const isInWord = isAsciiLetter(bytes[at - 1] ?? 0) || isAsciiLetter(bytes[at + 2] ?? 0)
    if (!isInWord) sum += set.commonness(byte, next)
    at++
  }
  if (characters === 0 || broken * 50 > characters) return 0
  return sum / characters
}

function isAsciiLetter(byte: number): boolean {
  return between(byte | 0x20, 0x61, 0x7a)
}
