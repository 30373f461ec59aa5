import { useDisclosure } from '@mantine/hooks'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { isAtThumb, places } from './places.ts'
import classes from './Shell.module.css'

const MorePlaces = lazy(() => import('./MorePlaces.tsx'))
const bar = places.filter(isAtThumb)

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
      <Suspense fallback={null}>
        {isOpen ? <MorePlaces onClose={more.close} openPalette={openPalette} /> : null}
      </Suspense>
    </nav>
  )
}
