import { Drawer } from '@mantine/core'
import type { PersonName } from '../../../../src/changes/contract.ts'
import { fullName } from '../../parts/planNames.ts'
import { useReturnFocus } from '../../parts/useReturnFocus.ts'
import { Why } from '../people/Why.tsx'

/** Why a person is in a segment, beside the list they were found in. */
export function WhyDrawer({
  person,
  segment,
  onClose,
}: {
  person: PersonName
  segment: { id: number; name: string }
  onClose: () => void
}) {
  useReturnFocus()
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={`${fullName(person)} in ${segment.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Why person={person.id} segment={segment.id} />
    </Drawer>
  )
}
