import { Drawer } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconLogout, IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { signOut } from '../session.ts'
import { footPlaces, morePlaces, places } from './places.ts'
import classes from './Shell.module.css'
import { WorkspaceMenu } from './WorkspaceMenu.tsx'

const first = new Set<string>(['/', '/people', '/segments', '/assignments'])
const bar = places.filter(place => first.has(place.to))
const rest = [...places.filter(place => !first.has(place.to)), ...morePlaces, ...footPlaces]

/** The navigation on a phone: four places within reach of the thumb, the others behind More. */
export function BottomBar({ openPalette }: { openPalette: () => void }) {
  const [isOpen, more] = useDisclosure(false)
  return (
    <nav className={classes.bottom} aria-label="Main, at the foot">
      {bar.map(({ to, label, icon: Icon }) => (
        <Link
          key={to}
          to={to}
          className={classes.tab}
          activeOptions={{ exact: to === '/', includeSearch: false }}
        >
          <Icon size={22} stroke={1.75} aria-hidden />
          {label}
        </Link>
      ))}
      <button type="button" className={classes.tab} onClick={more.open}>
        <IconDots size={22} stroke={1.75} aria-hidden />
        More
      </button>
      <Drawer opened={isOpen} onClose={more.close} position="bottom" size="auto" title="More">
        <WorkspaceMenu />
        <ul className={classes.list}>
          <li>
            <button
              type="button"
              className={classes.item}
              onClick={() => {
                more.close()
                openPalette()
              }}
            >
              <IconSearch size={18} stroke={1.75} aria-hidden />
              Search
            </button>
          </li>
          {rest.map(({ to, label, icon: Icon }) => (
            <li key={to}>
              <Link to={to} className={classes.item} onClick={more.close}>
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
    </nav>
  )
}
