import type { Change } from '../../../../src/changes/contract.ts'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'
import classes from './HomePage.module.css'

export function LastChanges({ changes }: { changes: Change[] }) {
  return (
    <section aria-labelledby="last-changes">
      <h2 id="last-changes" className={classes.part}>
        Last changes
        <TextLink to="/changes" fw={400} fz={13}>
          All changes
        </TextLink>
      </h2>
      {changes.length === 0 ? (
        <p className="quiet">Nothing has changed yet.</p>
      ) : (
        <ol className={classes.lines}>
          {changes.map(change => (
            <li key={change.id}>
              <TextLink
                to="/changes/$id"
                params={{ id: change.id }}
                c="var(--mantine-color-text)"
                underline="hover"
              >
                {change.summary}
              </TextLink>
              <div className={classes.by}>
                {change.actor.name}, <When at={change.at} />
                {change.undoneBy === null ? null : ', undone'}
              </div>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
