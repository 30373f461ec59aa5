import { VisuallyHidden } from '@mantine/core'

const plain = new Intl.NumberFormat('en')

/** A whole number as it is written everywhere: 1,204. For sentences; `Count` is for the page. */
export function figure(value: number): string {
  return plain.format(value)
}

/** `1 person`, `1,204 people`. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

/**
 * A figure, all digits of one width. With `as`, it carries its sign and its meaning in words for who cannot see the
 * colour: `<Count value={12} as="entered" />` is +12, `<Count value={3} as="left" />` is −3; nothing at all for 0.
 */
export function Count({ value, as, word }: { value: number; as?: 'entered' | 'left'; word?: string }) {
  if (!as) return <span className="numbers">{figure(value)}</span>
  if (value === 0) return null
  return (
    <span className={`numbers ${as === 'entered' ? 'enter' : 'leave'}`}>
      <span aria-hidden>{`${as === 'entered' ? '+' : '−'}${figure(value)}`}</span>
      <VisuallyHidden>{`${figure(value)} ${word ?? (as === 'entered' ? 'enter' : 'leave')}`}</VisuallyHidden>
    </span>
  )
}
