import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'

type Named = { id: number; name: string }

/** Makes one key of two: its values become values of the other, the rules follow, its name is remembered as another one. */
export function useJoinKeys() {
  const { start } = usePlanAct()
  return (from: Named, into: Named, on: { onDone?: () => void; onRefused?: (error: unknown) => void } = {}) =>
    void start({
      label: `Merge ${from.name} into ${into.name}`,
      run: query => client.tags.mergeKey({ params: { id: from.id }, query, body: { into: into.id } }),
      ...on,
    })
}
