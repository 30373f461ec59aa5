import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'

type Of = { tagId: number } | { keyId: number }

/** Remembers that a spelling means a tag or key, or that it is not it; and forgets it again. Moves nobody, so it is done at once. */
export function useSpelling() {
  const { start } = usePlanAct()
  return {
    remember(
      spelling: string,
      of: Of & { kind: 'means' | 'apart'; name: string },
      on: { onDone?: () => void; onRefused?: (error: unknown) => void } = {},
    ) {
      const { name, ...target } = of
      void start({
        label: of.kind === 'means' ? `Read ${spelling} as ${name}` : `Keep ${spelling} apart from ${name}`,
        quiet: true,
        run: query => client.aliases.create({ query, body: { spelling, ...target } }),
        ...on,
      })
    },
    forget(alias: { id: number; spelling: string }) {
      void start({
        label: `Forget the spelling ${alias.spelling}`,
        quiet: true,
        run: query => client.aliases.remove({ params: { id: alias.id }, query }),
      })
    },
  }
}
