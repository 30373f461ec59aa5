import { type FieldError, Invalid } from '../errors.ts'
import type { Roster } from '../roster/roster.ts'
import type { Audience } from './contract.ts'

const NO_AUDIENCE = 'An assignment needs an audience: choose at least one segment.'

/** The audience with each segment once. Throws Invalid for segments that are not there, by their path. */
export function knownAudience(roster: Roster, { include, exclude }: Audience): Audience {
  const errors: FieldError[] = []
  for (const [side, ids] of Object.entries({ include, exclude })) {
    ids.forEach((id, index) => {
      if (!roster.segments.has(id))
        errors.push({
          path: `audience.${side}[${index}]`,
          message: `There is no segment ${id}; it may have been deleted. Choose another.`,
        })
    })
  }
  if (errors.length > 0)
    throw new Invalid('The audience names segments that are not there. Choose them again.', errors)
  return { include: [...new Set(include)], exclude: [...new Set(exclude)] }
}

/** What a published assignment must have beside a title. Throws Invalid. */
export function requireAudience({ include }: Audience): void {
  if (include.length === 0) throw new Invalid(NO_AUDIENCE, [{ path: 'audience', message: NO_AUDIENCE }])
}
