import { IconUserCircle } from '@tabler/icons-react'
import { lazy } from 'react'
import { useMe } from '../session.ts'
import { LazyMenu } from './LazyMenu.tsx'
import classes from './Shell.module.css'

const AccountMenuItems = lazy(() => import('./AccountMenuItems.tsx'))

export function AccountMenu({ openKeys }: { openKeys: () => void }) {
  const me = useMe()
  return (
    <LazyMenu
      position="top-start"
      className={classes.item}
      label={`Account of ${me.name}`}
      face={
        <>
          <IconUserCircle size={18} stroke={1.75} aria-hidden />
          <span className="clip">{me.name}</span>
        </>
      }
      items={<AccountMenuItems openKeys={openKeys} />}
    />
  )
}
