import classes from './Tags.module.css'

const SHOWN = 3

/** What a tag or key is also called, in passing. */
export function Spellings({ aliases }: { aliases: readonly { id: number; spelling: string }[] }) {
  if (aliases.length === 0) return null
  const all = aliases.map(alias => alias.spelling)
  const more = all.length - SHOWN
  return (
    <span className={classes.also} title={more > 0 ? all.join(', ') : undefined}>
      also {all.slice(0, SHOWN).join(', ')}
      {more > 0 ? ` and ${more} more` : ''}
    </span>
  )
}
