import { Button } from '@mantine/core'
import { IconX } from '@tabler/icons-react'

/** A filter that was chosen by following something, and the way to be rid of it. */
export function ChosenFilter({ words, onClear }: { words: string | undefined; onClear: () => void }) {
  if (words === undefined) return null
  return (
    <Button
      variant="light"
      size="compact-sm"
      mb="sm"
      mr="xs"
      rightSection={<IconX size={14} aria-hidden />}
      aria-label={`Clear the filter ${words}`}
      onClick={onClear}
    >
      {words}
    </Button>
  )
}
