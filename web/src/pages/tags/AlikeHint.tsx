import classes from './Tags.module.css'
import { useSpelling } from './useSpelling.ts'

/** That a tag or key looks like another one, with both answers; who may only look sees that it does. */
export function AlikeHint({
  name,
  spelling,
  like,
  of,
  onJoin,
}: {
  /** As the tag or key is called in full. */
  name: string
  spelling: string
  like: string
  of: { tagId: number } | { keyId: number }
  onJoin: (() => void) | undefined
}) {
  const { remember } = useSpelling()
  return (
    <span className={classes.alike}>
      looks like {like}
      {onJoin ? (
        <>
          <button
            type="button"
            className="linkButton"
            onClick={onJoin}
            aria-label={`Join ${name} with ${like}`}
          >
            Join
          </button>
          <button
            type="button"
            className="linkButton"
            onClick={() => remember(spelling, { ...of, kind: 'apart', name: like })}
            aria-label={`Keep ${name} apart from ${like}`}
          >
            Keep apart
          </button>
        </>
      ) : null}
    </span>
  )
}
