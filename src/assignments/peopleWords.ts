const count = new Intl.NumberFormat('en')

/** “1 person”, “1,204 people”. */
export function peopleWords(number: number): string {
  return number === 1 ? '1 person' : `${count.format(number)} people`
}
