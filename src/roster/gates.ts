import type { BoundRule } from '../segments/rule/rule.ts'
import type { Roster, RosterSegment } from './roster.ts'

/** Tags of which every member has at least one; null where a rule asks for none in particular. */
export type Gate = readonly number[] | null

/** Which segments somebody may be in, by the tags they have; `open` are those that ask for none in particular. */
export type Gates = { byTag: ReadonlyMap<number, readonly number[]>; open: readonly number[] }

/** Worked out when they are first needed after the segments have changed. */
export function gatesOf(roster: Roster): Gates {
  roster.gates ??= makeGates(roster)
  return roster.gates
}

function makeGates(roster: Roster): Gates {
  const byTag = new Map<number, number[]>()
  const open: number[] = []
  const holders = (tag: number) => roster.holders.sizeOf(tag)
  for (const segment of roster.segments.values()) {
    const gate = gateOf(segment, holders)
    if (!gate) open.push(segment.id)
    else
      for (const tag of gate) {
        const segments = byTag.get(tag)
        if (segments) segments.push(segment.id)
        else byTag.set(tag, [segment.id])
      }
  }
  return { byTag, open }
}

/** A rule keeps its gate: when other tags have become rarer since, it is still one. */
function gateOf(segment: RosterSegment, holders: (tag: number) => number): Gate {
  if (segment.gate === undefined) segment.gate = narrowest(segment.rule, holders)
  return segment.gate
}

/** Of all gates of a rule the one that the fewest people pass. */
export function narrowest(rule: BoundRule, holders: (tag: number) => number): Gate {
  const people = (gate: readonly number[]) => gate.reduce((sum, tag) => sum + holders(tag), 0)
  const fewest = (gates: readonly (readonly number[])[]): Gate => {
    let narrowest: Gate = null
    let least = Number.POSITIVE_INFINITY
    for (const gate of gates) {
      const through = people(gate)
      if (through < least) narrowest = gate
      least = Math.min(least, through)
    }
    return narrowest
  }
  return of(rule)

  function of(part: BoundRule): Gate {
    if ('all' in part) return fewest(part.all.map(of).filter(gate => gate !== null))
    if ('any' in part) return together(part.any.map(of))
    if ('none' in part || 'segmentId' in part || !part.tagIds) return null
    if (part.op === 'is') return part.tagIds
    return part.op === 'hasAll' ? fewest(part.tagIds.map(tag => [tag])) : null
  }
}

function together(gates: readonly Gate[]): Gate {
  const all = new Set<number>()
  for (const gate of gates) {
    if (!gate) return null
    for (const tag of gate) all.add(tag)
  }
  return [...all]
}

/** By the id of a segment, 1 or 0: half of ten thousand segments may name one tag, and a set of them costs more than asking them. */
export type Marks = Uint8Array

export function mark(marks: Marks, ids: readonly number[] = []): void {
  for (let at = 0; at < ids.length; at++) marks[ids[at] as number] = 1
}

/** Marks for so many ids, or more, in the memory of earlier ones where they fit. */
export function emptied(marks: Marks, ids: number): Marks {
  return marks.length < ids ? new Uint8Array(ids * 2) : marks.fill(0)
}
