import type { TagOrigin } from '../../../src/changes/contract.ts'
import classes from './OriginLine.module.css'
import { TextLink } from './TextLink.tsx'

/** Where a person has a tag from, in words that lead to the change that gave it. */
export function OriginLine({ origin }: { origin: TagOrigin | null }) {
  if (!origin) return <span className={classes.origin}>The log does not say where it came from.</span>
  return (
    <TextLink to="/changes/$id" params={{ id: origin.changeId }} className={classes.origin}>
      {origin.sentence}
    </TextLink>
  )
}
