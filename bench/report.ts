export type Row = { what: string; measured: string; aim: string; holds: boolean | null; detail: string }

/** One line of the table; `holds` null is a figure without an aim. */
export function row(what: string, measured: string, aim: string, holds: boolean | null, detail: string): Row {
  return { what, measured, aim, holds, detail }
}

/** The value that the share `p` of all stays at or below. */
export function percentile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * p) - 1)] ?? Number.NaN
}

export function printRows(rows: readonly Row[]): void {
  const cells = rows.map(each => [
    each.what,
    each.measured,
    each.aim,
    each.holds === null ? '' : each.holds ? 'yes' : 'NO',
    each.detail,
  ])
  const head = ['Figure', 'Measured', 'Aim', 'Holds', 'Detail']
  const widths = head.map((name, index) =>
    Math.max(name.length, ...cells.map(line => line[index]?.length ?? 0)),
  )
  const line = (texts: readonly string[]) =>
    texts
      .map((text, index) => text.padEnd(widths[index] ?? 0))
      .join('  ')
      .trimEnd()
  process.stdout.write(
    `${[line(head), line(widths.map(width => '-'.repeat(width))), ...cells.map(line)].join('\n')}\n`,
  )
}
