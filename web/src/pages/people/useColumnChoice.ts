import { useLocalStorage } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { api } from '../../api.ts'
import { useMe } from '../../session.ts'

/** As many keys as fit beside name and e-mail on a laptop. */
const KEYS_AT_FIRST = 3

export const keyColumn = (id: number) => `key:${id}`

/** Which columns this browser shows for this workspace; until somebody chooses, the most used keys. */
export function useColumnChoice() {
  const { workspace } = useMe()
  const [stored, store] = useLocalStorage<string[] | null>({
    key: `muster.people.columns.${workspace.id}`,
    defaultValue: null,
    getInitialValueInEffect: false,
  })
  const known = useQuery(api.tags.keys.queryOptions({ input: { limit: 500 } }))
  const keys: TagKey[] = (known.data?.items ?? []).toSorted((a, b) => b.people - a.people)
  const atFirst = ['email', ...keys.slice(0, KEYS_AT_FIRST).map(key => keyColumn(key.id)), 'updated']
  const shown = new Set(stored ?? atFirst)
  return {
    keys,
    shown,
    isLoading: known.isPending,
    setShown: (id: string, isShown: boolean) => {
      const next = new Set(shown)
      if (isShown) next.add(id)
      else next.delete(id)
      store([...next])
    },
    isChosen: stored !== null,
    reset: () => store(null),
  }
}
export type ColumnChoice = ReturnType<typeof useColumnChoice>
