import type { PersonMove, PersonName } from '../../../src/changes/moveContract.ts'
import classes from './PlanPerson.module.css'
import { fullName } from './planNames.ts'
import { TextLink } from './TextLink.tsx'

const fieldWords = {
  email: 'E-mail',
  firstName: 'First name',
  lastName: 'Last name',
  externalId: 'External id',
  status: 'Status',
} satisfies Record<PersonMove['fields'][number]['field'], string>

/** One person of a plan: who it is, and what changes for them. */
export function PlanPerson({ person, done }: { person: PersonName & Partial<PersonMove>; done: boolean }) {
  return (
    <>
      {done && person.id > 0 ? (
        <TextLink to="/people/$id" params={{ id: person.id }}>
          {fullName(person)}
        </TextLink>
      ) : (
        fullName(person)
      )}{' '}
      <span className="quiet">{person.email}</span>
      {person.what ? <What move={person as PersonMove} done={done} /> : null}
    </>
  )
}

function What({ move, done }: { move: PersonMove; done: boolean }) {
  const { tags, segments, assignments } = move
  // Of somebody new or gone the name and the address stand above already.
  const isWhole = move.what === 'created' || move.what === 'removed'
  const fields = isWhole ? move.fields.filter(({ field }) => field === 'externalId') : move.fields
  const names = (all: { name: string }[]) => all.map(one => one.name).join(', ')
  const titles = (all: { title: string }[]) => all.map(one => one.title).join(', ')
  const lines = [
    ...fields.map(({ field, before, after }) => ({
      id: field,
      words: (
        <>
          <span className="quiet">{fieldWords[field]} </span>
          {before === null ? null : (
            <>
              <del>{before || 'blank'}</del>
              <span aria-hidden> → </span>
            </>
          )}
          {after === null ? <span className="quiet">none</span> : <ins>{after || 'blank'}</ins>}
        </>
      ),
    })),
    ...tags.gained.map(tag => ({ id: `gained ${tag.id}`, words: <Tag tag={tag} as="entered" /> })),
    ...tags.lost.map(tag => ({ id: `lost ${tag.id}`, words: <Tag tag={tag} as="left" /> })),
    ...[
      { id: 'entered', verb: done ? 'entered' : 'enters', what: names(segments.entered) },
      { id: 'left', verb: done ? 'left' : 'leaves', what: names(segments.left) },
      { id: 'received', verb: done ? 'received' : 'receives', what: titles(assignments.received) },
      { id: 'withdrawn', verb: done ? 'lost' : 'loses', what: titles(assignments.withdrawn) },
    ]
      .filter(({ what }) => what !== '')
      .map(({ id, verb, what }) => ({
        id,
        words: (
          <>
            <span className="quiet">{verb} </span>
            {what}
          </>
        ),
      })),
  ]
  if (lines.length === 0) return null
  return (
    <p className={classes.what}>
      {lines.map(({ id, words }) => (
        <span key={id}>{words} </span>
      ))}
    </p>
  )
}

function Tag({ tag, as }: { tag: { key: string; value: string }; as: 'entered' | 'left' }) {
  const Sign = as === 'entered' ? 'ins' : 'del'
  return (
    <>
      <span aria-hidden className={as === 'entered' ? 'enter' : 'leave'}>
        {as === 'entered' ? '+ ' : '− '}
      </span>
      <Sign>
        <span className="quiet">{tag.key}: </span>
        {tag.value}
      </Sign>
    </>
  )
}
