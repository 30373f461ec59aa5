import { Button, Popover } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { ReactNode } from 'react'
import { AsOfInput } from './AsOfInput.tsx'
import { momentInWords } from './days.ts'

/** The date control of a page: today, or the past day it shows. */
export function AsOfButton({
  value,
  onChange,
  icon,
}: {
  value: string | undefined
  onChange: (moment: string | undefined) => void
  icon: ReactNode
}) {
  const [isOpen, { toggle, close }] = useDisclosure(false)
  return (
    <Popover opened={isOpen} onChange={toggle} onClose={close} position="bottom-end" trapFocus width={320}>
      <Popover.Target>
        <Button variant="default" leftSection={icon} onClick={toggle}>
          {value ? momentInWords(value) : 'As of today'}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <AsOfInput
          key={value}
          value={value}
          onChange={moment => {
            onChange(moment)
            close()
          }}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
