import { useDisclosure } from '@mantine/hooks'
import { IconSelector } from '@tabler/icons-react'
import { lazy, Suspense } from 'react'
import { useMe } from '../session.ts'
import { LazyMenu } from './LazyMenu.tsx'
import classes from './Shell.module.css'

const NewWorkspace = lazy(() => import('./NewWorkspace.tsx'))
const WorkspaceMenuItems = lazy(() => import('./WorkspaceMenuItems.tsx'))

/** Which workspace this is, and the way to another. */
export function WorkspaceMenu() {
  const me = useMe()
  const [isMaking, making] = useDisclosure(false)
  const face = (
    <>
      <span className={classes.mark} aria-hidden>
        {[...me.workspace.name][0]?.toUpperCase() ?? 'M'}
      </span>
      <span className="clip">{me.workspace.name}</span>
    </>
  )
  return (
    <>
      <LazyMenu
        position="bottom-start"
        className={`${classes.item} ${classes.workspace}`}
        label={`Workspace ${me.workspace.name}`}
        face={
          <>
            {face}
            <IconSelector size={16} aria-hidden style={{ marginLeft: 'auto' }} />
          </>
        }
        items={<WorkspaceMenuItems makeNew={making.open} />}
      />
      <Suspense fallback={null}>{isMaking ? <NewWorkspace onClose={making.close} /> : null}</Suspense>
    </>
  )
}
