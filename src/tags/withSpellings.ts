import type { Roster } from '../roster/roster.ts'
import { spellingsOf } from '../roster/spellings.ts'
import type { Dictionary } from '../segments/rule/rule.ts'

/**
 * The dictionary, knowing other spellings too. A rule names tags as they are called, so that it reads the same for everybody;
 * whoever writes one otherwise is told what it means.
 */
export function withSpellings(dictionary: Dictionary, roster: Roster): Dictionary {
  return {
    ...dictionary,
    keyMeant(folded) {
      const id = spellingsOf(roster).keys.get(folded)?.key_id
      return id ? dictionary.keyById(id) : undefined
    },
    tagMeant(keyId, folded) {
      const id = spellingsOf(roster).values.get(keyId)?.get(folded)?.tag_id
      return id ? dictionary.tagById(id) : undefined
    },
  }
}
