import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { SegmentSelect } from '../../parts/SegmentSelect.tsx'
import classes from './PersonPage.module.css'
import type { PersonDetails } from './personDetails.ts'
import { Section } from './Section.tsx'
import { Why } from './Why.tsx'

/** The segments the person is in, each with its why; and the why not of any other. */
export function PersonSegments({
  person,
  asOf,
  why,
  onWhy,
}: {
  person: PersonDetails
  /** The past moment that the page shows: reasons are those of then. */
  asOf: string | undefined
  why: number | undefined
  onWhy: (segment: number | undefined) => void
}) {
  const isOther = why !== undefined && !person.segments.some(one => one.id === why)
  // The very question that the answer below asks, so it is asked once.
  const { data: explained } = useQuery(
    api.segments.explain.queryOptions({ input: { id: why ?? 0, person: person.id, asOf }, enabled: isOther }),
  )
  return (
    <Section title="Segments">
      {person.segments.length === 0 ? <p className={classes.none}>In no segment.</p> : null}
      <ul className={classes.rows}>
        {person.segments.map(segment => (
          <li key={segment.id}>
            <div className={classes.row}>
              <SegmentChip segment={segment} />
              <button
                type="button"
                className="linkButton"
                aria-expanded={why === segment.id}
                aria-label={`Why ${segment.name}?`}
                onClick={() => onWhy(why === segment.id ? undefined : segment.id)}
              >
                Why?
              </button>
            </div>
            {why === segment.id ? <Why person={person.id} segment={segment.id} asOf={asOf} /> : null}
          </li>
        ))}
      </ul>
      <div className={classes.whyNot}>
        <SegmentSelect
          label="Why not another segment?"
          value={isOther ? (explained?.segment ?? null) : null}
          onChange={segment => onWhy(segment?.id)}
        />
        {isOther && why !== undefined ? <Why person={person.id} segment={why} asOf={asOf} /> : null}
      </div>
    </Section>
  )
}
