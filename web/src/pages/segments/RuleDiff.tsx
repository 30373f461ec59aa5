import { VisuallyHidden } from '@mantine/core'
import classes from './SegmentHistory.module.css'
import { type DiffPart, textDiff } from './textDiff.ts'

/**
 * A rule as it was set, with what it changed of the one before: struck through and underlined, and said in words. Without
 * one before it, nothing is marked; without one after it, all of it went.
 */
export function RuleDiff({ before, after }: { before: string | null; after: string | null }) {
  const parts: DiffPart[] =
    before === null ? [{ kind: 'same', text: after ?? '' }] : textDiff(before, after ?? '')
  return (
    <p className={classes.rule}>
      {parts.map(({ kind, text }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a text are told apart by their place only
        <Part key={at} kind={kind} text={text} />
      ))}
    </p>
  )
}

/** The space behind a word is not part of the mark. */
function Part({ kind, text }: DiffPart) {
  if (kind === 'same') return text
  const words = text.trimEnd()
  const Mark = kind === 'added' ? 'ins' : 'del'
  return (
    <>
      <Mark className={classes[kind]}>
        <VisuallyHidden>{kind === 'added' ? 'added: ' : 'removed: '}</VisuallyHidden>
        {words}
        <VisuallyHidden>{kind === 'added' ? ', end of added' : ', end of removed'}</VisuallyHidden>
      </Mark>
      {text.slice(words.length)}
    </>
  )
}
