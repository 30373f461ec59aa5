import { NativeSelect } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { Member } from '../../../../src/access/contract.ts'
import { api, client } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { When } from '../../parts/When.tsx'
import { useMay, useMe } from '../../session.ts'
import { Invitations } from './Invitations.tsx'
import { asRole, roleName, rolesUpTo } from './roleWords.ts'

/** Who may sign in to this workspace, and who is invited. */
export function MembersPage() {
  const me = useMe()
  const isAdmin = useMay('admin')
  const queryClient = useQueryClient()
  const members = useQuery(api.access.members.queryOptions())
  const refresh = () => queryClient.invalidateQueries({ queryKey: api.access.key() })
  const setRole = useMutation(api.access.updateMember.mutationOptions({ onSuccess: refresh }))

  const columns: Column<Member>[] = [
    { id: 'name', header: 'Name', cell: member => <span style={{ fontWeight: 500 }}>{member.name}</span> },
    { id: 'email', header: 'E-mail', cell: member => member.email },
    {
      id: 'role',
      header: 'Role',
      width: '140px',
      cell: member =>
        isAdmin && member.email !== me.email && !(member.role === 'owner' && me.role !== 'owner') ? (
          <NativeSelect
            size="xs"
            aria-label={`Role of ${member.name}`}
            value={member.role}
            disabled={setRole.isPending}
            data={rolesUpTo(me.role, true)}
            onChange={event =>
              setRole.mutate({ params: { id: member.id }, body: { role: asRole(event.currentTarget.value) } })
            }
          />
        ) : (
          roleName(member.role)
        ),
    },
    { id: 'joined', header: 'Joined', width: '120px', cell: member => <When at={member.joinedAt} /> },
    {
      id: 'remove',
      header: 'Remove',
      speaksForItself: true,
      width: '120px',
      cell: member =>
        isAdmin && member.email !== me.email ? (
          <ConfirmButton
            act={`Remove ${member.name}`}
            consequence={`${member.name} can no longer sign in to this workspace. What they did stays in the log.`}
            onConfirm={async () => {
              await client.access.removeMember({ params: { id: member.id } })
              await refresh()
            }}
          >
            Remove
          </ConfirmButton>
        ) : null,
    },
  ]

  if (members.error) return <ProblemAlert error={members.error} retry={() => void members.refetch()} />
  return (
    <>
      <ProblemAlert error={setRole.error} />
      <DataList
        label="Members"
        rows={members.data?.items ?? []}
        rowId={member => member.id}
        columns={columns}
        noun={['member', 'members']}
        empty={<EmptyState>Nobody yet.</EmptyState>}
      />
      {isAdmin ? <Invitations /> : null}
    </>
  )
}
