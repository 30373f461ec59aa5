import type { Draft } from '../changes/draft.ts'
import { spellingsOf } from '../roster/spellings.ts'
import { fold } from '../tags/fold.ts'
import type { Meaning } from './meaning.ts'

type Spellings = Meaning['spellings']
type Meant = Map<string, string | null>

/** Tells the draft what its rows are to be read as. The last word on a spelling counts. */
export function readSpellings(draft: Draft, spellings: Spellings): void {
  if (spellings.length === 0) return
  const keys: Meant = new Map()
  const values = new Map<string, Meant>()
  for (const { key, value, means } of spellings) if (!value) say(keys, key, means)
  for (const { key, value, means } of spellings) {
    if (!value) continue
    // A value belongs to the key, by whichever of its names it was said.
    const own = chained(keys).get(fold(key)) ?? nameOf(draft, key) ?? key
    const meant = values.get(fold(own)) ?? new Map()
    say(meant, value, means)
    values.set(fold(own), meant)
  }
  draft.said = {
    keys: chained(keys),
    values: new Map([...values].map(([key, meant]) => [key, chained(meant)])),
  }
}

function say(meant: Meant, spelling: string, means: string | null): void {
  meant.set(fold(spelling), means !== null && fold(means) === fold(spelling) ? null : means)
}

/** What is another spelling of another spelling means what that one means. In a circle nothing means anything else. */
function chained(meant: Meant): Meant {
  return new Map([...meant].map(([spelling, means]) => [spelling, lastOf(meant, spelling, means)]))
}

function lastOf(meant: Meant, spelling: string, means: string | null): string | null {
  const passed = new Set([spelling])
  let last = means
  for (let next = means; next !== null; next = meant.get(fold(next)) ?? null) {
    if (passed.has(fold(next))) return null
    passed.add(fold(next))
    last = next
  }
  return last
}

function nameOf({ roster }: Draft, key: string): string | undefined {
  const id = spellingsOf(roster).keys.get(fold(key))?.key_id
  return id === undefined || id === null || roster.keyByFold.has(fold(key))
    ? undefined
    : roster.keys.get(id)?.name
}
