import { Button, Group, Modal, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { usePlanAct } from '../usePlanAct.tsx'
import { ProblemAlert } from './ProblemAlert.tsx'
import { useReturnFocus } from './useReturnFocus.ts'

/**
 * A form that ends in an act: a few fields over the page, one button that leads to the plan. While the plan sheet is
 * open the form steps aside, so that Escape closes one layer; going back from the sheet returns to it as it was.
 */
export function ActForm({
  title,
  submit,
  onSubmit,
  onClose,
  isReady = true,
  isDangerous = false,
  error = null,
  size = 'md',
  children,
}: {
  title: string
  /** The button: a verb with its object. */
  submit: string
  onSubmit: () => void
  onClose: () => void
  isReady?: boolean
  isDangerous?: boolean
  /** What the server refused and no field shows. */
  error?: unknown
  size?: 'md' | 'lg'
  children: ReactNode
}) {
  const { isBusy, isOpen } = usePlanAct()
  useReturnFocus()
  return (
    <Modal opened={!isOpen} keepMounted onClose={onClose} title={title} size={size}>
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          if (isReady && !isBusy) onSubmit()
        }}
      >
        <Stack gap="sm">
          {children}
          <ProblemAlert error={error} />
          <Group justify="flex-end" gap="xs" mt="xs">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button
              type="submit"
              color={isDangerous ? 'red' : undefined}
              disabled={!isReady}
              loading={isBusy && !isOpen}
            >
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
