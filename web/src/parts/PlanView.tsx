import type { ReactNode } from 'react'
import type { Plan } from '../../../src/changes/contract.ts'
import { counted } from './Count.tsx'
import { type Comparison, noComparison } from './comparePlans.ts'
import { GoneRows, Was } from './GoneRows.tsx'
import { PlanMessages } from './PlanMessages.tsx'
import { PlanRow } from './PlanRow.tsx'
import { PlanSection } from './PlanSection.tsx'
import { PlanTags } from './PlanTags.tsx'
import classes from './PlanView.module.css'
import { type KindOfPeople, peopleKinds } from './planFigures.ts'
import type { NamesSource } from './planNames.ts'

/**
 * What an act would do, or did: People, Tags, Segments, Assignments, Messages, always in this order. Every row
 * is `before → after +entered −left` and unfolds to the names, which come from `names` (a fresh plan or a change).
 */
export function PlanView({
  plan,
  names,
  compared = noComparison,
  done = false,
  spellings,
}: {
  plan: Plan
  names: NamesSource
  /** With the plan that was shown before: rows that differ are marked with what stood there. */
  compared?: Comparison
  /** It has happened: words in the past, names lead to the people. */
  done?: boolean
  /** Stands in the place of the plan's look-alikes and spellings, where they can be decided. */
  spellings?: ReactNode
}) {
  const { people } = plan
  const row = { names, done }
  const as = done ? 'h2' : 'h3'
  const { was } = compared
  const kinds = Object.keys(peopleKinds) as KindOfPeople[]
  const isQuiet = (kind: 'segment' | 'assignment') =>
    plan[`${kind}s`].length === 0 && !compared.gone.some(({ part }) => part.startsWith(`${kind}:`))
  const moved = kinds.filter(kind => people[kind] > 0 || was.has(`people:${kind}`))

  return (
    <div className={classes.root}>
      {plan.notes.length > 0 ? (
        <ul className={classes.notes}>
          {plan.notes.map(note => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      ) : null}

      <PlanSection
        as={as}
        title="People"
        quiet={moved.length === 0 && people.refused === 0 ? 'Nobody is touched' : undefined}
        aside={people.unchanged > 0 ? `${counted(people.unchanged, 'stays', 'stay')} as they are` : undefined}
        was={was.get('unchanged')}
      >
        {moved.map(kind => (
          <PlanRow
            {...row}
            key={kind}
            sides={[{ which: { what: kind }, count: people[kind], word: peopleKinds[kind].will }]}
            title={peopleKinds[kind][done ? 'did' : 'will']}
            sample={undefined}
            was={was.get(`people:${kind}`)}
          />
        ))}
        {people.refused > 0 ? (
          <p className={classes.plain}>
            {counted(people.refused, 'row is refused', 'rows are refused')} <Was words={was.get('refused')} />
          </p>
        ) : null}
        {people.leftOut ? (
          <p className={classes.plain}>
            {counted(people.leftOut, 'row is left out', 'rows are left out')}{' '}
            <Was words={was.get('leftOut')} />
          </p>
        ) : null}
      </PlanSection>

      <PlanTags plan={plan} compared={compared} spellings={spellings} {...row} />

      <PlanSection as={as} title="Segments" quiet={isQuiet('segment') ? 'None moves' : undefined}>
        {plan.segments.map(one => (
          <PlanRow
            {...row}
            key={one.id}
            title={one.name}
            figures={one}
            sides={[
              {
                which: { part: `segment:${one.id}`, side: 'entered' },
                count: one.entered,
                word: done ? 'Entered' : 'Enter',
              },
              {
                which: { part: `segment:${one.id}`, side: 'left' },
                count: one.left,
                word: done ? 'Left' : 'Leave',
              },
            ]}
            sample={one.sample}
            was={was.get(`segment:${one.id}`)}
          />
        ))}
        <GoneRows compared={compared} kind="segment" />
      </PlanSection>

      <PlanSection
        as={as}
        title="Assignments"
        quiet={isQuiet('assignment') ? 'None is received or withdrawn' : undefined}
      >
        {plan.assignments.map(one => (
          <PlanRow
            {...row}
            key={one.id}
            title={one.title}
            figures={{ ...one, entered: one.received, left: one.withdrawn }}
            sides={[
              {
                which: { part: `assignment:${one.id}`, side: 'entered' },
                count: one.received,
                word: receivedWords(one, done),
              },
              {
                which: { part: `assignment:${one.id}`, side: 'left' },
                count: one.withdrawn,
                word: done ? 'Withdrawn' : 'Lose it',
              },
            ]}
            sample={one.sample}
            was={was.get(`assignment:${one.id}`)}
          />
        ))}
        <GoneRows compared={compared} kind="assignment" />
      </PlanSection>

      <PlanSection
        as={as}
        title="Messages"
        quiet={plan.messages === 0 ? (done ? 'None was sent' : 'None is sent') : undefined}
        was={was.get('messages')}
      >
        <PlanMessages count={plan.messages} done={done} />
      </PlanSection>
    </div>
  )
}

/** Whoever has it already and receives its next occurrence has it before and after. */
function receivedWords({ renewed = 0 }: Plan['assignments'][number], done: boolean): string {
  const word = done ? 'Received' : 'Receive'
  return renewed === 0 ? word : `${word}, ${renewed.toLocaleString('en')} of them again`
}
