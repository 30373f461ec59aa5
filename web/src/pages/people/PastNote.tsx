import { TextLink } from '../../parts/TextLink.tsx'
import { isEndOfDay, momentInWords } from './days.ts'
import classes from './PersonPage.module.css'

/** So that nobody takes the past for the present. */
export function PastNote({ asOf }: { asOf: string }) {
  return (
    <p className={classes.past} role="note">
      As things stood {isEndOfDay(asOf) ? 'at the end of' : 'on'} <strong>{momentInWords(asOf)}</strong>.{' '}
      <TextLink to="." search={old => ({ ...old, asOf: undefined })}>
        Back to today
      </TextLink>
    </p>
  )
}
