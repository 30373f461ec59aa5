/**
 * Numbers of a workbook as a person reads them in the sheet. Dates are numbers that only their format tells from others
 * (ECMA-376 part 1, 18.8.30), so the format decides.
 */
export type NumberFormat =
  | { kind: 'plain' }
  | { kind: 'date' }
  | { kind: 'duration' }
  | { kind: 'percent' }
  /** `00000`: how postal codes and staff numbers keep their zeros. */
  | { kind: 'padded'; digits: number }

export const PLAIN: NumberFormat = { kind: 'plain' }

/** The formats that files name by number only: dates and times, also the East Asian ones. */
export function builtInFormat(id: number): NumberFormat {
  if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58) || id === 45 || id === 47) {
    return { kind: 'date' }
  }
  if (id === 46) return { kind: 'duration' }
  return id === 9 || id === 10 ? { kind: 'percent' } : PLAIN
}

// Excel’s own limit for a format code; in longer ones brackets that never close would be looked for again and again.
const LONGEST_CODE = 255

export function customFormat(code: string): NumberFormat {
  if (code.length > LONGEST_CODE) return PLAIN
  // Only the first section is for positive numbers; quoted text, escapes, fill characters, colours and locales say nothing.
  const bare = (code.split(';')[0] ?? '').replace(/"[^"]*"|\\.|[_*]./g, '')
  if (/\[(?:h+|m+|s+)\]/i.test(bare)) return { kind: 'duration' }
  const plain = bare.replace(/\[[^\]]*\]/g, '')
  if (!/^\s*(?:general|@)\s*$/i.test(plain) && /[ymdhs]|[年月日]/i.test(plain.replace(/general|e[+-]/gi, '')))
    return { kind: 'date' }
  if (plain.includes('%')) return { kind: 'percent' }
  return /^0{2,32}$/.test(plain) ? { kind: 'padded', digits: plain.length } : PLAIN
}

export function numberText(raw: string, format: NumberFormat, is1904: boolean): string {
  if (format.kind === 'plain' && /^[1-9]\d{0,14}$/.test(raw)) return raw
  const number = Number(raw)
  if (raw.trim() === '' || !Number.isFinite(number)) return raw
  switch (format.kind) {
    case 'date':
      return dateText(number, is1904)
    case 'duration':
      return durationText(number)
    case 'percent':
      return `${decimalText(number * 100)}%`
    case 'padded':
      return Number.isInteger(number) && number >= 0
        ? decimalText(number).padStart(format.digits, '0')
        : decimalText(number)
    default:
      return decimalText(number)
  }
}

/** Spreadsheets keep 15 digits; further ones (0.30000000000000004) are noise of the binary form. No exponents. */
function decimalText(number: number): string {
  const text = String(Number(number.toPrecision(15)))
  const exponent = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/.exec(text)
  if (exponent === null) return text === '-0' ? '0' : text
  const [, sign = '', first = '', rest = '', power = '0'] = exponent
  const shift = Number(power)
  const digits = first + rest
  return shift < 0 ? `${sign}0.${'0'.repeat(-shift - 1)}${digits}` : sign + digits.padEnd(shift + 1, '0')
}

const DAY = 86_400

/** `2024-01-31`, with the time behind it unless it is midnight; a time alone (less than a day) without a date. */
function dateText(serial: number, is1904: boolean): string {
  const seconds = Math.round(serial * DAY)
  const time = clockText(((seconds % DAY) + DAY) % DAY)
  const days = Math.floor(seconds / DAY)
  if (days === 0 && !is1904) return time === '' ? '00:00' : time
  if (days < 0 || days > 2_958_465) return decimalText(serial) // beyond the year 9999: not a date
  // Day 60 of the 1900 system is a 29th of February that never was; days before it count from one day later.
  if (!is1904 && days === 60) return `1900-02-29${time && ` ${time}`}`
  const epoch = is1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, days < 60 ? 31 : 30)
  const date = new Date(epoch + days * DAY * 1000).toISOString().slice(0, 10)
  return time === '' ? date : `${date} ${time}`
}

function durationText(days: number): string {
  const seconds = Math.round(Math.abs(days) * DAY)
  const hours = Math.floor(seconds / 3600)
  return `${days < 0 ? '-' : ''}${hours}:${(clockText(seconds % 3600) || '00:00').slice(3)}`
}

/** `09:30`, `09:30:15`, or nothing for midnight. */
function clockText(seconds: number): string {
  if (seconds === 0) return ''
  const two = (part: number) => String(Math.floor(part)).padStart(2, '0')
  const minutes = `${two(seconds / 3600)}:${two((seconds / 60) % 60)}`
  return seconds % 60 === 0 ? minutes : `${minutes}:${two(seconds % 60)}`
}
