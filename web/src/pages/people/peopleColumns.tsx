import type { Person } from '../../../../src/people/contract.ts'
import type { Column } from '../../parts/DataList.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TagChip } from '../../parts/TagChip.tsx'
import { When } from '../../parts/When.tsx'
import classes from './PeoplePage.module.css'
import { type ColumnChoice, keyColumn } from './useColumnChoice.ts'

export const fixedColumns = {
  email: 'E-mail',
  status: 'Status',
  created: 'Added',
  updated: 'Changed',
} as const

/** The columns chosen, in one order: who, how to reach them, their tags, when. */
export function peopleColumns({ shown, keys }: Pick<ColumnChoice, 'shown' | 'keys'>): Column<Person>[] {
  const name: Column<Person> = {
    id: 'name',
    header: 'Name',
    sort: 'name',
    cell: person => (
      <span className={person.status === 'inactive' ? 'quiet' : undefined}>
        {fullName(person)}
        {person.status === 'inactive' && !shown.has('status') ? (
          <span className={classes.inactive}>inactive</span>
        ) : null}
      </span>
    ),
  }
  const fixed: Column<Person>[] = [
    {
      id: 'email',
      header: fixedColumns.email,
      sort: 'email',
      width: '23%',
      cell: person => <span className={classes.oneLine}>{person.email}</span>,
    },
    {
      id: 'status',
      header: fixedColumns.status,
      width: '90px',
      cell: person => (person.status === 'active' ? 'Active' : 'Inactive'),
    },
  ]
  const tags: Column<Person>[] = keys
    .filter(key => shown.has(keyColumn(key.id)))
    .map(key => ({ id: keyColumn(key.id), header: key.name, cell: person => valuesOf(person, key.name) }))
  const times: Column<Person>[] = [
    {
      id: 'created',
      header: fixedColumns.created,
      sort: 'created',
      width: '140px',
      cell: person => <When at={person.createdAt} />,
    },
    {
      id: 'updated',
      header: fixedColumns.updated,
      sort: 'updated',
      width: '140px',
      wideOnly: true,
      cell: person => <When at={person.updatedAt} />,
    },
  ]
  return [name, ...fixed.filter(c => shown.has(c.id)), ...tags, ...times.filter(c => shown.has(c.id))]
}

/** All values of the key on one line; what does not fit is on the person's page. */
function valuesOf(person: Person, key: string) {
  const tags = person.tags.filter(tag => tag.key === key)
  if (tags.length === 0) return <span className="quiet">–</span>
  return (
    <span className={classes.values}>
      {tags.map(tag => (
        <TagChip key={tag.id} tag={tag} withKey={false} plain />
      ))}
    </span>
  )
}
