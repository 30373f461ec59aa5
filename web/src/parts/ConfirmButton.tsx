import { Button, type ButtonProps, Group, Modal, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import { ProblemAlert } from './ProblemAlert.tsx'

/**
 * For acts without a plan that cannot be taken back (revoking a key, removing a member). `act` is a verb with its object,
 * `consequence` a sentence. Acts that move people use `usePlanAct` instead.
 */
export function ConfirmButton({
  act,
  consequence,
  onConfirm,
  children,
  ...button
}: ButtonProps & { act: string; consequence: string; onConfirm: () => Promise<unknown> }) {
  const [isOpen, { open, close }] = useDisclosure(false)
  const [pending, setPending] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const confirm = async () => {
    setPending(true)
    setError(null)
    try {
      await onConfirm()
      close()
    } catch (thrown) {
      setError(thrown)
    } finally {
      setPending(false)
    }
  }
  return (
    <>
      <Button variant="default" size="xs" aria-label={act} {...button} onClick={open}>
        {children ?? act}
      </Button>
      <Modal opened={isOpen} onClose={close} title={act}>
        <Text mb="md">{consequence}</Text>
        <ProblemAlert error={error} />
        <Group justify="flex-end" mt="md">
          <Button variant="default" onClick={close} data-autofocus>
            Keep it
          </Button>
          <Button color="red" loading={pending} onClick={() => void confirm()}>
            {act}
          </Button>
        </Group>
      </Modal>
    </>
  )
}
