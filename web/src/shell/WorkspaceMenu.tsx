import { IconSelector } from '@tabler/icons-react'
import { lazy } from 'react'
import { useMe } from '../session.ts'
import { LazyMenu } from './LazyMenu.tsx'
import classes from './Shell.module.css'

const WorkspaceMenuItems = lazy(() => import('./WorkspaceMenuItems.tsx'))

/** Which workspace this is, and the way to another. */
export function WorkspaceMenu() {
  const me = useMe()
  const face = (
    <>
      <span className={classes.mark} aria-hidden>
        {[...me.workspace.name][0]?.toUpperCase() ?? 'M'}
      </span>
      <span className="clip">{me.workspace.name}</span>
    </>
  )
  if (me.workspaces.length < 2) {
    return <div className={`${classes.item} ${classes.workspace}`}>{face}</div>
  }
  return (
    <LazyMenu
      position="bottom-start"
      className={`${classes.item} ${classes.workspace}`}
      label={`Workspace ${me.workspace.name}, switch to another`}
      face={
        <>
          {face}
          <IconSelector size={16} aria-hidden style={{ marginLeft: 'auto' }} />
        </>
      }
      items={<WorkspaceMenuItems />}
    />
  )
}
