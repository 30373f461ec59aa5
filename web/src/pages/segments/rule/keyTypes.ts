import { useQuery } from '@tanstack/react-query'
import { createContext, useMemo } from 'react'
import type { KeyType } from '../../../../../src/tags/contract.ts'
import { fold } from '../../../../../src/tags/fold.ts'
import { api } from '../../../api.ts'

/** What kind of values each key has, by its folded name; a key that is not there is text or unknown. */
export type KeyTypes = ReadonlyMap<string, KeyType>
export const KeyTypesContext = createContext<KeyTypes>(new Map())

export const allKeys = () => api.tags.keys.queryOptions({ input: { limit: 500 } })

/** The keys of the workspace; with more than the first five hundred, the rest is offered every operator. */
export function useKeyTypes(): KeyTypes {
  const { data } = useQuery(allKeys())
  return useMemo(() => new Map(data?.items.map(key => [fold(key.name), key.type])), [data])
}
