import { useMemo, useState } from 'react'

/** Rows chosen in a list: some by id, or all that the filter finds. */
export type Selection = {
  ids: ReadonlySet<number>
  /** All that the filter finds, loaded or not. */
  all: boolean
  isEmpty: boolean
  has: (id: number) => boolean
  toggle: (id: number, loaded: readonly number[]) => void
  setIds: (ids: Iterable<number>) => void
  chooseAll: () => void
  clear: () => void
}

const none: ReadonlySet<number> = new Set()

export function useSelection(): Selection {
  const [state, setState] = useState<{ ids: ReadonlySet<number>; all: boolean }>({ ids: none, all: false })
  return useMemo(
    () => ({
      ...state,
      isEmpty: !state.all && state.ids.size === 0,
      has: id => state.all || state.ids.has(id),
      toggle: (id, loaded) => {
        // Taking one out of "all" leaves the rows that are loaded: what was never seen cannot be meant by name.
        const ids = new Set(state.all ? loaded : state.ids)
        if (!ids.delete(id)) ids.add(id)
        setState({ ids, all: false })
      },
      setIds: ids => setState({ ids: new Set(ids), all: false }),
      chooseAll: () => setState({ ids: none, all: true }),
      clear: () => setState({ ids: none, all: false }),
    }),
    [state],
  )
}
