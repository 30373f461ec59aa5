import type { Plan } from '../../../src/changes/contract.ts'
import { counted } from './Count.tsx'
import { PlanMessages } from './PlanMessages.tsx'
import { PlanRow } from './PlanRow.tsx'
import { PlanSection } from './PlanSection.tsx'
import { PlanTags } from './PlanTags.tsx'
import classes from './PlanView.module.css'
import type { NamesSource } from './planNames.ts'

const nothing: ReadonlySet<string> = new Set()

/**
 * What an act would do, or did: People, Tags, Segments, Assignments, Messages, always in this order. Every row
 * is `before → after +entered −left` and unfolds to the names, which come from `names` (a fresh plan or a change).
 */
export function PlanView({
  plan,
  names,
  changed = nothing,
  done = false,
}: {
  plan: Plan
  names: NamesSource
  /** Rows to mark because their figures moved since the plan was shown. */
  changed?: ReadonlySet<string>
  /** It has happened: words in the past, names lead to the people. */
  done?: boolean
}) {
  const { people } = plan
  const row = { names, done }
  const as = done ? 'h2' : 'h3'
  const moved = [
    { label: done ? 'Created' : 'New', count: people.created + people.reactivated, side: 'entered' as const },
    { label: 'Changed', count: people.updated, side: 'changed' as const },
    {
      label: people.deactivated === 0 ? 'Removed again' : 'Deactivated',
      count: people.deactivated + people.removed,
      side: 'left' as const,
    },
  ].filter(one => one.count > 0)

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
        isChanged={changed.has('people')}
      >
        {moved.map(({ label, count, side }) => (
          <PlanRow
            {...row}
            key={side}
            part="people"
            sides={[{ side, count, word: label }]}
            title={side === 'entered' && people.reactivated > 0 ? 'New or active again' : label}
            sample={undefined}
          />
        ))}
        {people.refused > 0 ? (
          <p className={classes.plain}>{counted(people.refused, 'row is refused', 'rows are refused')}</p>
        ) : null}
        {people.leftOut ? (
          <p className={classes.plain}>{counted(people.leftOut, 'row is left out', 'rows are left out')}</p>
        ) : null}
      </PlanSection>

      <PlanTags plan={plan} changed={changed} {...row} />

      <PlanSection as={as} title="Segments" quiet={plan.segments.length === 0 ? 'None moves' : undefined}>
        {plan.segments.map(one => (
          <PlanRow
            {...row}
            key={one.id}
            part={`segment:${one.id}`}
            title={one.name}
            figures={one}
            sides={[
              { side: 'entered', count: one.entered, word: done ? 'Entered' : 'Enter' },
              { side: 'left', count: one.left, word: done ? 'Left' : 'Leave' },
            ]}
            sample={one.sample}
            isChanged={changed.has(`segment:${one.id}`)}
          />
        ))}
      </PlanSection>

      <PlanSection
        as={as}
        title="Assignments"
        quiet={plan.assignments.length === 0 ? 'None is received or withdrawn' : undefined}
      >
        {plan.assignments.map(one => (
          <PlanRow
            {...row}
            key={one.id}
            part={`assignment:${one.id}`}
            title={one.title}
            figures={{ ...one, entered: one.received, left: one.withdrawn }}
            sides={[
              { side: 'entered', count: one.received, word: done ? 'Received' : 'Receive' },
              { side: 'left', count: one.withdrawn, word: done ? 'Withdrawn' : 'Lose it' },
            ]}
            sample={one.sample}
            isChanged={changed.has(`assignment:${one.id}`)}
          />
        ))}
      </PlanSection>

      <PlanSection
        as={as}
        title="Messages"
        quiet={plan.messages === 0 ? (done ? 'None was sent' : 'None is sent') : undefined}
        isChanged={changed.has('messages')}
      >
        <PlanMessages count={plan.messages} done={done} />
      </PlanSection>
    </div>
  )
}
