import type { Import } from '../../../../src/imports/contract.ts'

const names: readonly (readonly [string, string])[] = [
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16 (little endian)'],
  ['utf-16be', 'UTF-16 (big endian)'],
  ['windows-1252', 'Western European (Windows-1252)'],
  ['iso-8859-1', 'Western European (ISO 8859-1)'],
  ['macroman', 'Western European (Mac Roman)'],
  ['cp850', 'Western European (DOS 850)'],
  ['windows-1250', 'Central European (Windows-1250)'],
  ['iso-8859-2', 'Central European (ISO 8859-2)'],
  ['windows-1257', 'Baltic (Windows-1257)'],
  ['windows-1254', 'Turkish (Windows-1254)'],
  ['windows-1251', 'Cyrillic (Windows-1251)'],
  ['koi8-r', 'Cyrillic (KOI8-R)'],
  ['windows-1253', 'Greek (Windows-1253)'],
  ['windows-1255', 'Hebrew (Windows-1255)'],
  ['windows-1256', 'Arabic (Windows-1256)'],
  ['windows-874', 'Thai (Windows-874)'],
  ['shift_jis', 'Japanese (Shift JIS)'],
  ['euc-jp', 'Japanese (EUC-JP)'],
  ['gb18030', 'Chinese (GB 18030)'],
  ['big5', 'Chinese (Big5)'],
  ['euc-kr', 'Korean (EUC-KR)'],
]

type Choice = { value: string; label: string }
type Group = { group: string; items: Choice[] }

/** The encodings to choose from: first those the file may be in, each with a name as it would read. */
export function encodingChoices(one: Import, current: string): (Choice | Group)[] {
  const readings = one.encodingReadings.map(({ encoding, example }) => ({
    value: encoding,
    label: example === '' ? nameOf(encoding) : `${nameOf(encoding)}: ${example}`,
  }))
  const offered = new Set(readings.map(({ value }) => value))
  const others = names
    .filter(([value]) => !offered.has(value))
    .map(([value, label]): Choice => ({ value, label }))
  if (!offered.has(current) && !names.some(([value]) => value === current))
    others.unshift({ value: current, label: current || 'Not recognised' })
  return readings.length === 0
    ? others
    : [
        { group: 'How the file would read', items: readings },
        { group: 'Others', items: others },
      ]
}

function nameOf(encoding: string): string {
  return names.find(([value]) => value === encoding)?.[1] ?? encoding
}

/** How sure the encoding is, in words, where there can be a doubt. */
export const certaintyWords = {
  likely: 'Encoding recognised by how the names read',
  unsure: 'Not sure of the encoding: check the names below',
  chosen: 'Encoding chosen by hand',
} as const satisfies Record<Exclude<Import['encodingCertainty'], null | 'certain'>, string>
