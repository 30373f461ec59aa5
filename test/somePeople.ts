import { createPerson, ensureKey, ensureTag } from '../src/changes/draft.ts'
import { perform } from '../src/changes/perform.ts'
import type { AppContext } from '../src/http/context.ts'

type Tags = Record<string, string | string[]>

/**
 * Adds people in one change: by first name, each with their tags. Everybody is a Meyer, at NAME@example.com. Answers
 * their ids by name.
 */
export async function somePeople<Name extends string>(
  context: AppContext,
  people: Record<Name, Tags>,
  workspaceId = 1,
): Promise<Record<Name, number>> {
  const actor = { kind: 'system', id: 'tests', name: 'tests', role: 'owner', workspaceId } as const
  const { result } = await perform(
    context.engine,
    { workspaceId, actor, act: 'people.create', now: context.now().getTime() },
    async ({ draft }) => ({
      summary: 'Added people for a test',
      result: Object.entries<Tags>(people).map(([firstName, tags]) => {
        const ids = Object.entries(tags).flatMap(([key, values]) =>
          [values].flat().map(value => ensureTag(draft, ensureKey(draft, key), value)),
        )
        const person = createPerson(draft, {
          email: `${firstName.toLowerCase()}@example.com`,
          firstName,
          lastName: 'Meyer',
          externalId: null,
          tags: [...new Set(ids)].sort((a, b) => a - b),
        })
        return [firstName, person.id]
      }),
    }),
  )
  return Object.fromEntries(result)
}
