import { Popover, type PopoverProps } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { cloneElement, type ReactNode, useRef } from 'react'
import type { LayerButton } from './LazyLayer.tsx'

/** A button with its layer, open at first because that is what it was loaded for. Closing gives the focus back. */
export function OpenPopover({
  button,
  position,
  width,
  children,
}: {
  button: LayerButton
  position: NonNullable<PopoverProps['position']>
  width: number | 'max-content'
  children: (close: () => void) => ReactNode
}) {
  const [isOpen, { toggle, close }] = useDisclosure(true)
  const target = useRef<HTMLButtonElement>(null)
  const closeAndReturn = () => {
    close()
    target.current?.focus({ preventScroll: true })
  }
  return (
    <Popover
      opened={isOpen}
      onChange={toggle}
      onClose={closeAndReturn}
      position={position}
      width={width}
      trapFocus
    >
      <Popover.Target>{cloneElement(button, { ref: target, onClick: toggle })}</Popover.Target>
      <Popover.Dropdown>{children(closeAndReturn)}</Popover.Dropdown>
    </Popover>
  )
}
