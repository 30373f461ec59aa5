/** A row as a change found it, as the change left it, and as it is now; null where it is not there. */
export type Three<Row> = { id: number; before: Row | null; after: Row | null; current: Row | null }

/** Fields that mean something only together: one at least. */
export type FieldsOf<Row> = readonly [keyof Row, ...(keyof Row)[]]

/**
 * The present row with those fields put back that still stand as the change left them. `kept` names the
 * groups, by their first field, that somebody has changed again since.
 */
export function stepBack<Row extends object, const Group extends FieldsOf<Row>>(
  { before, after, current }: { before: Row; after: Row; current: Row },
  groups: readonly Group[],
): { row: Row; kept: Group[0][] } {
  const row = { ...current }
  const kept: Group[0][] = []
  for (const group of groups) {
    const same = (a: Row, b: Row) => group.every(field => a[field] === b[field])
    if (same(before, after)) continue
    if (same(current, after)) for (const field of group) row[field] = before[field]
    else if (!same(current, before)) kept.push(group[0])
  }
  return { row, kept }
}

/** Whether two rows say the same, times aside. */
export function sameRow<Row extends object>(a: Row, b: Row): boolean {
  const said = (row: Row) => JSON.stringify({ ...row, updated_at: 0 })
  return said(a) === said(b)
}
