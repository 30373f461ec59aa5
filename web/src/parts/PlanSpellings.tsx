import type { Plan } from '../../../src/changes/contract.ts'
import classes from './PlanView.module.css'
import { lookAlikesOf, nameOf, spellingWords } from './spellingWords.ts'

/** What looks like another, and how spellings are read, where nothing can be decided any more. */
export function PlanSpellings({ tags }: { tags: Plan['tags'] }) {
  const alike = lookAlikesOf(tags)
  const { spellings = [] } = tags
  return (
    <>
      {alike.length > 0 ? (
        <ul className={classes.alike}>
          {alike.map(one => (
            <li key={nameOf(one)}>
              <strong>{nameOf(one)}</strong> looks like {one.like}
            </li>
          ))}
        </ul>
      ) : null}
      {spellings.length > 0 ? (
        <ul className={classes.spellings}>
          {spellings.map(one => (
            <li key={`${nameOf(one)} ${one.unlike}`}>
              <strong>{nameOf(one)}</strong> {spellingWords(one)}
            </li>
          ))}
        </ul>
      ) : null}
    </>
  )
}
