/**
 * Spreadsheet programs run a CSV cell that begins like a formula, so exports put an apostrophe before it
 * (https://owasp.org/www-community/attacks/CSV_Injection) and imports take that apostrophe away again. Apostrophes that
 * stood there before are counted in, which makes `unguard(guard(x)) === x` for every text: export, then import, changes nothing.
 */

// The full-width signs are those that Japanese Excel reads as formula signs.
const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/
const APOSTROPHE = 39

export function guard(text: string): string {
  return FORMULA.test(text) ? `'${text}` : text
}

export function unguard(text: string): string {
  return text.charCodeAt(0) === APOSTROPHE && FORMULA.test(text) ? text.slice(1) : text
}

/** `unguard` for the cells of a row, in place. */
export function unguardCells(cells: string[]): string[] {
  for (let at = 0; at < cells.length; at++) {
    const cell = cells[at]
    if (cell !== undefined && cell.charCodeAt(0) === APOSTROPHE) cells[at] = unguard(cell)
  }
  return cells
}
