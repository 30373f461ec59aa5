import type { Change } from '../../../../src/changes/contract.ts'
import type { Column } from '../../parts/DataList.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './ChangesPage.module.css'

export const changeColumns: Column<Change>[] = [
  {
    id: 'summary',
    header: 'What',
    cell: change => (
      <>
        <span className={change.undoneBy === null ? undefined : classes.undone}>{change.summary}</span>
        {change.undoneBy === null ? null : <span className="quiet"> undone</span>}
      </>
    ),
  },
  {
    id: 'actor',
    header: 'By',
    width: '190px',
    cell: change => (
      <TextLink
        to="/changes"
        search={{ actor: change.actor.name }}
        c="var(--mantine-color-text)"
        underline="hover"
      >
        {change.actor.name}
      </TextLink>
    ),
  },
  { id: 'at', header: 'When', width: '150px', cell: change => <When at={change.at} /> },
  {
    id: 'number',
    header: 'Number',
    width: '90px',
    align: 'right',
    wideOnly: true,
    cell: change => <span className="quiet">{change.id}</span>,
  },
]
