import type { BoundRule } from '../../src/segments/rule/rule.ts'
import { joinTable, type Layout } from '../ruleSql.ts'
import { firstTagOf, VALUES, type World } from './world.ts'

export type Timed<T> = { answer: T; took: number }

/** A database with the same people, asked the same questions. What `took` says is the statements alone, in milliseconds. */
export type Peer = {
  name: string
  count(rule: BoundRule): Promise<Timed<number>>
  /** Gives people one tag of a key (from 0) in place of the one they have. Not timed: writing is no part of the figures. */
  retag(people: readonly number[], key: number, tag: number): Promise<void>
  /** Which of the rules hold for one person. */
  whichHold(person: number, rules: readonly BoundRule[]): Promise<Timed<boolean[]>>
  /** How many of those that were retagged last each rule reaches. */
  countRetagged(rules: readonly BoundRule[]): Promise<Timed<number[]>>
}

/** With what it has to be closed with in the end. */
export type OpenPeer = Peer & { close(): void }

/** Tags are numbered key by key, so that those of a key are a range. */
export const rangeOfKey = (key: number) =>
  [firstTagOf(key), firstTagOf(key) + (VALUES[key] as number) - 1] as const

export const ruleOf =
  ({ rules }: Pick<World, 'rules'>) =>
  (segmentId: number): BoundRule => {
    const rule = rules[segmentId - 1]
    if (!rule) throw new Error(`There is no segment ${segmentId}.`)
    return rule
  }

export function joinLayout(world: World): Layout {
  return joinTable(keyId => `t.tag_id between ${rangeOfKey(keyId - 1).join(' and ')}`, ruleOf(world))
}

export async function timed<T>(work: () => T | Promise<T>): Promise<Timed<T>> {
  const start = performance.now()
  const answer = await work()
  return { answer, took: performance.now() - start }
}
