import { Menu } from '@mantine/core'
import type { MenuProps } from './LazyMenu.tsx'

/** What LazyMenu becomes: open at first, because that is what it was loaded for. */
export default function OpenMenu({ label, face, className, position, items }: MenuProps) {
  return (
    <Menu defaultOpened position={position} width={260} withinPortal={false}>
      <Menu.Target>
        <button type="button" className={className} aria-label={label}>
          {face}
        </button>
      </Menu.Target>
      <Menu.Dropdown>{items}</Menu.Dropdown>
    </Menu>
  )
}
