import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { dayOf, endOfDay } from './days.ts'

/** A past day, whose end is asked for. The browser's own date field: every keyboard and screen reader knows it. */
export function AsOfInput({
  value,
  onChange,
}: {
  value: string | undefined
  onChange: (moment: string | undefined) => void
}) {
  const today = dayOf(new Date())
  const [day, setDay] = useState(value ? dayOf(new Date(value)) : '')
  const isPast = day !== '' && day < today
  return (
    <form
      onSubmit={event => {
        event.preventDefault()
        onChange(isPast ? endOfDay(day) : undefined)
      }}
    >
      <Group gap={8} align="flex-end" wrap="nowrap">
        <TextInput
          type="date"
          label="As things stood at the end of"
          max={today}
          value={day}
          onChange={event => setDay(event.currentTarget.value)}
          style={{ flex: 1 }}
        />
        <Button type="submit" variant="default" disabled={day !== '' && !isPast}>
          Show
        </Button>
      </Group>
    </form>
  )
}
