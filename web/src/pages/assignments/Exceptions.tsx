import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { Assignment } from '../../../../src/assignments/contract.ts'
import type { Exception } from '../../../../src/assignments/exceptionContract.ts'
import { api, client, paged } from '../../api.ts'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { fullName } from '../../parts/planNames.ts'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './Assignments.module.css'
import { dayInWords } from './whenWords.ts'

/** For whom it is otherwise than for everyone, and was. */
export function Exceptions({ assignment }: { assignment: Assignment }) {
  const navigate = useNavigate({ from: '/assignments/$id' })
  const mayEdit = useMay('editor') && assignment.status !== 'closed'
  const exceptions = useInfiniteQuery(
    api.exceptions.list.infiniteOptions({ ...paged({ id: assignment.id }), meta: { form: true } }),
  )
  const total = exceptions.data?.pages[0]?.total ?? 0
  if (total === 0 && !mayEdit) return null
  return (
    <section className={classes.section} aria-labelledby="exceptions">
      <div className={classes.sectionHead}>
        <h2 id="exceptions">Exceptions</h2>
        {mayEdit ? (
          <Button
            variant="default"
            size="compact-sm"
            onClick={() => void navigate({ search: old => ({ ...old, exempt: 0 }) })}
          >
            Exempt somebody
          </Button>
        ) : null}
      </div>
      <DataList
        label="Exceptions"
        noun={['exception', 'exceptions']}
        pages={exceptions}
        columns={mayEdit ? [...columns, actsOf(assignment)] : columns}
        rowId={one => one.id}
        nameOf={one => fullName(one.person)}
        link={one => ({ to: '/people/$id', params: { id: one.person.id } })}
        empty={<p className="quiet">It is for everyone in its audience alike.</p>}
      />
    </section>
  )
}

const columns: readonly Column<Exception>[] = [
  {
    id: 'person',
    header: 'Person',
    cell: ({ person }) => (
      <>
        {fullName(person)} <span className="quiet">{person.email}</span>
      </>
    ),
  },
  { id: 'what', header: 'Exception', width: '240px', cell: one => whatInWords(one) },
  { id: 'reason', header: 'Reason', cell: one => one.reason },
  {
    id: 'by',
    header: 'By',
    width: '190px',
    cell: one => (
      <span className="quiet">
        {one.madeBy}, <When at={one.madeAt} />
      </span>
    ),
  },
]

function whatInWords({ kind, until, endedAt }: Exception) {
  const what =
    kind === 'extended' ? 'Due' : until === null ? 'Exempt' : endedAt ? 'Was exempt until' : 'Exempt until'
  return (
    <span className={endedAt ? 'quiet' : undefined}>
      {what} {until === null ? '' : dayInWords(until)}
      {endedAt ? (
        <>
          , ended <When at={endedAt} />
        </>
      ) : null}
    </span>
  )
}

function actsOf(assignment: Assignment): Column<Exception> {
  return {
    id: 'acts',
    header: 'Acts',
    speaksForItself: true,
    width: '80px',
    align: 'right',
    cell: one => (one.endedAt ? null : <EndException assignment={assignment} exception={one} />),
  }
}

function EndException({ assignment, exception }: { assignment: Assignment; exception: Exception }) {
  const { start } = usePlanAct()
  const what = exception.kind === 'exempt' ? 'exemption' : 'later due day'
  const label = `End the ${what} of ${fullName(exception.person)}`
  return (
    <Button
      variant="subtle"
      size="compact-sm"
      aria-label={label}
      onClick={() =>
        void start({
          label,
          quiet: true,
          run: query =>
            client.exceptions.end({ params: { id: assignment.id, exceptionId: exception.id }, query }),
        })
      }
    >
      End
    </Button>
  )
}
