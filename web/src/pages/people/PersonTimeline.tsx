import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { api, paged } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './PersonPage.module.css'
import { Section } from './Section.tsx'

const PAGE = 15

/** What happened to the person, newest first; on a past day, what had happened by then. */
export function PersonTimeline({ id, asOf }: { id: number; asOf: string | undefined }) {
  const query = useInfiniteQuery(api.people.timeline.infiniteOptions(paged({ id, asOf }, PAGE)))
  const entries = query.data?.pages.flatMap(page => page.items) ?? []
  return (
    <Section title="Timeline">
      {query.isPending ? <Skeleton height={120} /> : null}
      {query.error ? <ProblemAlert error={query.error} retry={() => void query.refetch()} /> : null}
      {query.isSuccess && entries.length === 0 ? <p className={classes.none}>Nothing happened yet.</p> : null}
      <ol className={classes.timeline}>
        {entries.map(entry => (
          <li key={entry.changeId}>
            {entry.lines.map(line => (
              <div key={line}>{line}</div>
            ))}
            <div className={classes.by}>
              <TextLink to="/changes/$id" params={{ id: entry.changeId }}>
                <When at={entry.at} />
              </TextLink>
              , {entry.actor}
            </div>
          </li>
        ))}
      </ol>
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show what was before
        </Button>
      ) : null}
    </Section>
  )
}
