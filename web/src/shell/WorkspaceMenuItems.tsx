import { Menu } from '@mantine/core'
import { IconCheck, IconPlus } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { api } from '../api.ts'
import { useMe } from '../session.ts'

/** Switching loads the app anew: nothing of one workspace may be carried over into another. */
export default function WorkspaceMenuItems({ makeNew }: { makeNew: () => void }) {
  const me = useMe()
  const change = useMutation(
    api.access.switchWorkspace.mutationOptions({ onSuccess: () => window.location.assign('/') }),
  )
  return (
    <>
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
      <Menu.Divider />
      <Menu.Item leftSection={<IconPlus size={16} aria-hidden />} onClick={makeNew}>
        New workspace
      </Menu.Item>
    </>
  )
}
