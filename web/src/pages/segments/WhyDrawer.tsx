import { Drawer, Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { PersonName } from '../../../../src/changes/contract.ts'
import { api } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { RuleExplained } from './RuleExplained.tsx'

/** Why a person is in a segment, or is not: the rule with what each part says of them. */
export function WhyDrawer({
  person,
  segment,
  onClose,
}: {
  person: PersonName
  segment: { id: number; name: string }
  onClose: () => void
}) {
  const { data, error } = useQuery(
    api.segments.explain.queryOptions({ input: { id: segment.id, person: person.id } }),
  )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size={480}
      title={`Why ${fullName(person)}?`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <ProblemAlert error={error} />
      {data ? (
        <>
          <p style={{ marginTop: 0 }}>
            {fullName(person)} {data.matches ? 'is in' : 'is not in'} <strong>{segment.name}</strong>.
          </p>
          <RuleExplained node={data.rule} />
        </>
      ) : error ? null : (
        <Skeleton height={120} />
      )}
    </Drawer>
  )
}
