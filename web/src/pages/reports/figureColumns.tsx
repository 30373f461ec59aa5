import type { Figures } from '../../../../src/reports/contract.ts'
import { figure } from '../../parts/Count.tsx'
import type { Column } from '../../parts/DataList.tsx'
import { ShareBar } from './ShareBar.tsx'

export const figureColumns: readonly Column<Figures>[] = [
  { id: 'received', header: 'Received', width: '100px', align: 'right', cell: row => figure(row.received) },
  { id: 'opened', header: 'Opened', width: '100px', align: 'right', cell: row => figure(row.opened) },
  {
    id: 'completed',
    header: 'Completed',
    width: '110px',
    align: 'right',
    cell: row => figure(row.completed),
  },
  {
    id: 'overdue',
    header: 'Overdue',
    width: '100px',
    align: 'right',
    cell: row => <span className={row.overdue > 0 ? 'leave' : 'quiet'}>{figure(row.overdue)}</span>,
  },
  { id: 'share', header: 'Done', width: '190px', cell: row => <ShareBar figures={row} /> },
]
