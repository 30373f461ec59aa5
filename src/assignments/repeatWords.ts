import type { Repeat } from './contract.ts'

/** “12 months”, “1 year”. */
export function everyWords(every: Repeat['every']): string {
  const [number, unit] = 'months' in every ? [every.months, 'month'] : [every.years, 'year']
  return `${number} ${unit}${number === 1 ? '' : 's'}`
}
