import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { AccountMenu } from './AccountMenu.tsx'
import { footPlaces, type Place, places } from './places.ts'
import classes from './Shell.module.css'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

const commandKey = /Mac|iPhone|iPad/.test(navigator.userAgent) ? '⌘K' : 'Ctrl K'

export function Navigation({ openPalette, openKeys }: { openPalette: () => void; openKeys: () => void }) {
  return (
    <nav className={classes.side} aria-label="Main">
      <WorkspaceMenu />
      <button type="button" className={`${classes.item} ${classes.search}`} onClick={openPalette}>
        <IconSearch size={16} aria-hidden />
        Search
        <kbd aria-hidden>{commandKey}</kbd>
      </button>
      <PlaceList places={places} />
      <div className={classes.space} />
      <PlaceList places={footPlaces} />
      <AccountMenu openKeys={openKeys} />
    </nav>
  )
}

function PlaceList({ places }: { places: readonly Place[] }) {
  return (
    <ul className={classes.list}>
      {places.map(({ to, label, icon: Icon }) => (
        <li key={to}>
          <Link to={to} className={classes.item} activeOptions={{ exact: to === '/', includeSearch: false }}>
            <Icon size={18} stroke={1.75} aria-hidden />
            {label}
          </Link>
        </li>
      ))}
    </ul>
  )
}
