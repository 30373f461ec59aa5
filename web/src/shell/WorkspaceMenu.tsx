import { Menu } from '@mantine/core'
import { IconCheck, IconSelector } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useMe } from '../session.ts'
import classes from './Shell.module.css'

/** Which workspace this is, and the way to another. Switching loads the app anew: nothing may be carried over. */
export function WorkspaceMenu() {
  const me = useMe()
  const change = useMutation(
    api.access.switchWorkspace.mutationOptions({ onSuccess: () => window.location.assign('/') }),
  )
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
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button
          type="button"
          className={`${classes.item} ${classes.workspace}`}
          aria-label={`Workspace ${me.workspace.name}, switch to another`}
        >
          {face}
          <IconSelector size={16} aria-hidden style={{ marginLeft: 'auto' }} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {me.workspaces.map(one => (
          <Menu.Item
            key={one.id}
            disabled={change.isPending}
            rightSection={one.id === me.workspace.id ? <IconCheck size={16} aria-label="this one" /> : null}
            onClick={() => {
              if (one.id !== me.workspace.id) change.mutate({ params: { id: one.id } })
            }}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
