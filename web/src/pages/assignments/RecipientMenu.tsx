import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import type { Assignment, Recipient } from '../../../../src/assignments/contract.ts'
import { fullName } from '../../parts/planNames.ts'

/** Exceptions that can be made for one recipient. */
export function RecipientMenu({ assignment, recipient }: { assignment: Assignment; recipient: Recipient }) {
  const navigate = useNavigate({ from: '/assignments/$id' })
  const { person, status, dueAt } = recipient
  const isOpen = status === 'assigned' || status === 'opened'
  if (assignment.status === 'closed') return null
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={`Exceptions for ${fullName(person)}`}>
          <IconDots size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOpen && dueAt ? (
          <Menu.Item onClick={() => void navigate({ search: old => ({ ...old, extend: person.id }) })}>
            Extend due day
          </Menu.Item>
        ) : null}
        <Menu.Item onClick={() => void navigate({ search: old => ({ ...old, exempt: person.id }) })}>
          Exempt {fullName(person)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
