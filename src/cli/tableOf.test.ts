import { describe, expect, test } from 'vitest'
import { tableOf } from './tableOf.ts'

type Row = { id: number; name: string; tags: string }
const columns = [
  { head: 'Id', cell: (row: Row) => row.id },
  { head: 'Name', cell: (row: Row) => row.name },
  { head: 'Tags', cell: (row: Row) => row.tags, wraps: true },
]

describe('tableOf', () => {
  test('lines columns up, numbers on the right, wide letters counted as two', () => {
    const rows = [
      { id: 7, name: '佐藤 陽菜', tags: 'Department: Sales' },
      { id: 100, name: 'Åsa', tags: '' },
    ]
    expect(tableOf(columns, rows).split('\n')).toEqual([
      ' Id  Name       Tags',
      '───  ─────────  ─────────────────',
      '  7  佐藤 陽菜  Department: Sales',
      '100  Åsa',
    ])
  })

  test('wraps the column that gives way to fit a terminal, and no line in a pipe', () => {
    const rows = [{ id: 1, name: 'Ada', tags: 'Department: Sales; Location: Dallas; Region: North America' }]
    const narrow = tableOf(columns, rows, 40).split('\n')
    expect(narrow.length).toBeGreaterThan(3)
    for (const line of narrow) expect(line.length).toBeLessThanOrEqual(40)
    expect(tableOf(columns, rows, 0).split('\n')).toHaveLength(3)
  })

  test('lets nothing through that a terminal would obey', () => {
    const rows = [{ id: 1, name: '\u001b[31mred\u0007', tags: 'a\nb\u202eterces' }]
    const text = tableOf(columns, rows)
    for (const sign of ['\u001b', '\u0007', '\u202e']) expect(text).not.toContain(sign)
    expect(text.split('\n')).toHaveLength(3)
  })
})
