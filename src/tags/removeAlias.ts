import type { Act } from '../changes/perform.ts'
import { NotFound } from '../errors.ts'
import { dropAlias } from './settleAliases.ts'

/** Forgets a spelling, or that it is held apart. Who was given the tag by it keeps the tag. */
export function removeAlias(id: number): Act<null> {
  return async ({ draft, roster }) => {
    const alias = roster.aliases.get(id)
    if (!alias) throw new NotFound('There is no such spelling.')
    dropAlias(draft, alias)
    const target = roster.tags.get(alias.tag_id ?? 0)?.value ?? roster.keys.get(alias.key_id ?? 0)?.name
    const summary =
      alias.kind === 'means'
        ? `Forget “${alias.spelling}” as another spelling of “${target}”`
        : `No longer keep “${alias.spelling}” apart from “${target}”`
    return { summary, result: null }
  }
}
