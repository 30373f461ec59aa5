import { Drawer } from '@mantine/core'
import { IconLogout, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useReturnFocus } from '../parts/useReturnFocus.ts'
import { signOut } from '../session.ts'
import { footPlaces, isAtThumb, morePlaces, places } from './places.ts'
import classes from './Shell.module.css'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

const rest = [...places.filter(place => !isAtThumb(place)), ...morePlaces, ...footPlaces]

/** What the bar of a phone has no room for. */
export default function MorePlaces({
  onClose,
  openPalette,
}: {
  onClose: () => void
  openPalette: () => void
}) {
  useReturnFocus()
  return (
    <Drawer opened onClose={onClose} position="bottom" size="auto" title="More">
      <WorkspaceMenu />
      <ul className={classes.list}>
        <li>
          <button
            type="button"
            className={classes.item}
            onClick={() => {
              onClose()
              openPalette()
            }}
          >
            <IconSearch size={18} stroke={1.75} aria-hidden />
            Search
          </button>
        </li>
        {rest.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <Link to={to} className={classes.item} onClick={onClose}>
              <Icon size={18} stroke={1.75} aria-hidden />
              {label}
            </Link>
          </li>
        ))}
        <li>
          <button type="button" className={classes.item} onClick={() => void signOut()}>
            <IconLogout size={18} stroke={1.75} aria-hidden />
            Sign out
          </button>
        </li>
      </ul>
    </Drawer>
  )
}
