import { Button, Checkbox, Group, Radio, Select, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fileUrl } from '../api.ts'
import type { LayerButton } from './LazyLayer.tsx'
import { localMinute, momentOfMinute } from './localMinute.ts'
import { OpenPopover } from './OpenPopover.tsx'

const statuses = [
  { value: 'assigned', label: 'Not opened yet' },
  { value: 'opened', label: 'Opened' },
  { value: 'completed', label: 'Completed' },
  { value: 'overdue', label: 'Overdue' },
  { value: 'withdrawn', label: 'No longer required' },
]

/** What EvidenceButton becomes when it is first opened. */
export default function OpenEvidence({
  button,
  of,
  id,
  asOf,
}: {
  button: LayerButton
  of: 'assignments' | 'people'
  id: number
  asOf: string | undefined
}) {
  const [isPast, setPast] = useState(asOf !== undefined)
  const [minute, setMinute] = useState(localMinute(asOf ? new Date(asOf) : new Date()))
  const [status, setStatus] = useState<string | null>(null)
  const [withPast, setWithPast] = useState(true)
  const chosen = isPast ? momentOfMinute(minute) : undefined
  const isReady = !isPast || chosen !== undefined
  const ofAssignment = of === 'assignments'
  const address = (ending: string) =>
    fileUrl(`/${of}/${id}/evidence${ending}`, {
      asOf: chosen,
      status: status ?? undefined,
      past: ofAssignment && withPast ? 'true' : undefined,
    })
  return (
    <OpenPopover button={button} position="bottom-end" width={364}>
      {close => (
        <Stack gap="md">
          <Radio.Group
            label="As of"
            value={isPast ? 'past' : 'now'}
            onChange={value => setPast(value === 'past')}
          >
            <Stack gap={8} mt={4}>
              <Radio value="now" label="Now" />
              <Radio value="past" label="A day and time" />
            </Stack>
          </Radio.Group>
          {isPast ? (
            <TextInput
              type="datetime-local"
              aria-label="Day and time"
              max={localMinute(new Date())}
              value={minute}
              onChange={event => setMinute(event.currentTarget.value)}
            />
          ) : null}
          {ofAssignment ? (
            <>
              <Select
                label="Recipients"
                placeholder="Everyone"
                clearable
                data={statuses}
                value={status}
                onChange={setStatus}
                comboboxProps={{ withinPortal: false }}
              />
              <Checkbox
                label="Past occurrences too"
                checked={withPast}
                onChange={event => setWithPast(event.currentTarget.checked)}
              />
            </>
          ) : null}
          <Group gap={8}>
            <Button
              component="a"
              href={isReady ? address('.html') : undefined}
              aria-disabled={!isReady}
              target="_blank"
              rel="noopener"
              onClick={close}
            >
              Open page to print
            </Button>
            <Button
              component="a"
              variant="default"
              href={isReady ? address('') : undefined}
              aria-disabled={!isReady}
              download
              onClick={close}
            >
              Save as JSON
            </Button>
          </Group>
        </Stack>
      )}
    </OpenPopover>
  )
}
