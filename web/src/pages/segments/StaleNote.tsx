import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Segment } from '../../../../src/segments/contract.ts'
import { api } from '../../api.ts'
import { When } from '../../parts/When.tsx'
import classes from './Segments.module.css'

/** Somebody saved this segment while it was being edited here. Nothing is lost either way: the history keeps both. */
export function StaleNote({
  theirs,
  onLoad,
  onSave,
}: {
  theirs: Segment
  onLoad: () => void
  onSave: () => void
}) {
  const { data: change } = useQuery(api.changes.get.queryOptions({ input: { id: theirs.version } }))
  return (
    <div className={classes.stale} role="alert">
      <p>
        <strong>{change?.actor.name ?? 'Somebody'}</strong> saved this segment <When at={theirs.updatedAt} />,
        while you were editing it. Now it says: {theirs.sentence}.
      </p>
      <Button variant="default" size="xs" onClick={onLoad}>
        Load theirs
      </Button>
      <Button variant="default" size="xs" onClick={onSave}>
        Save mine anyway
      </Button>
    </div>
  )
}
