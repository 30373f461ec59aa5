import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'

type Named = { id: number; key: string; value: string }

/** Makes one tag of two: everybody with the first gets the second, the rules follow, the first is gone. */
export function useJoin() {
  const { start } = usePlanAct()
  return (from: Named, into: Named, onDone?: () => void, onRefused?: (error: unknown) => void) =>
    void start({
      label: `Merge ${from.key}: ${from.value} into ${from.key === into.key ? '' : `${into.key}: `}${into.value}`,
      run: query => client.tags.merge({ params: { id: from.id }, query, body: { into: into.id } }),
      ...(onDone ? { onDone } : {}),
      ...(onRefused ? { onRefused } : {}),
    })
}
