import { counted } from '../../parts/Count.tsx'

type Named = { id: number; name: string }
export type Overlap = {
  segments: readonly (Named & { people: number })[]
  parts: readonly { ids: readonly number[]; people: number; where: string }[]
}

/** The segments a part is inside of and outside of, in their order. */
export function sidesOf<S extends Named>(part: { ids: readonly number[] }, segments: readonly S[]) {
  return {
    inside: segments.filter(one => part.ids.includes(one.id)),
    outside: segments.filter(one => !part.ids.includes(one.id)),
  }
}

/** `12 people in Sales and Dallas, not in Managers`. */
export function partInWords(
  part: { ids: readonly number[]; people: number },
  segments: readonly Named[],
): string {
  const { inside, outside } = sidesOf(part, segments)
  const list = (some: readonly Named[], last: string) => {
    const names = some.map(one => one.name)
    return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} ${last} ${names.at(-1)}`
  }
  const without = outside.length > 0 ? `, not in ${list(outside, 'or')}` : ''
  return `${counted(part.people, 'person', 'people')} in ${list(inside, 'and')}${without}`
}

/** The ids in an address, `3,5`; anything unreadable is left out, and so is whatever is too many. */
export function idsIn(text: string | undefined, most: number, without: number): number[] {
  const ids = (text ?? '').split(',').flatMap(each => (/^[1-9]\d{0,8}$/.test(each) ? Number(each) : []))
  return [...new Set(ids)].filter(id => id !== without).slice(0, most)
}
