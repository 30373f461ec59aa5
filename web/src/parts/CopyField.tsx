import { Button, Group, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'

/** Something to be taken elsewhere: a link, a key. Selects itself when it gets the focus. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const clipboard = useClipboard()
  return (
    <Group gap={8} align="flex-end" wrap="nowrap">
      <TextInput
        label={label}
        value={value}
        readOnly
        onFocus={event => event.currentTarget.select()}
        style={{ flex: 1 }}
      />
      <Button variant="default" onClick={() => clipboard.copy(value)} aria-live="polite">
        {clipboard.copied ? 'Copied' : 'Copy'}
      </Button>
    </Group>
  )
}
