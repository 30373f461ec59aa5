import { Drawer } from '@mantine/core'
import type { PersonName } from '../../../../src/changes/moveContract.ts'
import { fullName } from '../../parts/planNames.ts'
import { useReturnFocus } from '../../parts/useReturnFocus.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import { Why } from '../people/Why.tsx'

/** Why a person is or was in a segment, beside the list they were found in. */
export function WhyDrawer({
  person,
  segment,
  asOf,
  onClose,
}: {
  person: PersonName
  segment: { id: number; name: string }
  /** The past moment that is looked at. */
  asOf: string | undefined
  onClose: () => void
}) {
  const { isOpen } = usePlanAct()
  useReturnFocus()
  return (
    <Drawer
      // Steps aside for the plan of a proposal, so that Escape closes one layer, and comes back with the new answer.
      opened={!isOpen}
      keepMounted
      onClose={onClose}
      position="right"
      size={480}
      title={`${fullName(person)} in ${segment.name}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Why person={person.id} segment={segment.id} asOf={asOf} />
    </Drawer>
  )
}
