import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { check } from '../../src/changes/check.ts'
import { currentRoster } from '../../src/changes/engine.ts'
import { startApp, type TestApp } from '../app.ts'
import { doAct, newWorld, type World } from '../doAct.ts'
import type { LawAct } from '../lawActs.ts'
import { emailOf } from './importRows.ts'
import { patience, rounds } from './rounds.ts'

/**
 * What names lead to after any renames, files that bring former names, and undoing, told by a model of its own: nothing of
 * it is read back from Muster.
 */
let app: TestApp

beforeAll(async () => {
  app = await startApp()
})
afterAll(async () => await app.close())

/** Few names, so that they pass from one to another and come back. */
const aKeyName = fc.constantFrom('Department', 'Dept', 'DEPT', 'Team', 'Grade')
const aValue = fc.constantFrom('Sales', 'SALES', 'Slaes', 'Ops', 'IT', '10')
const index = fc.nat({ max: 11 })

type Step = Extract<LawAct, { do: 'renameKey' | 'renameTag' | 'import' }> | { do: 'undo'; back: 0 }

const aStep: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('renameKey' as const), key: index, name: aKeyName }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('renameTag' as const), tag: index, value: aValue }) },
  {
    weight: 3,
    arbitrary: fc.tuple(aKeyName, aValue).map(
      (tag): Step => ({
        do: 'import',
        rows: [{ person: null, hasNames: true, tags: [tag], flaw: null }],
      }),
    ),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'undo' as const, back: 0 as const }) },
)

/** A word and what it is called by now; `was` are the names that still lead to it. */
type Word = { name: string; was: string[] }
type Key = Word & { values: Word[] }

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase()
const leadsTo = (words: readonly Word[], name: string) =>
  words.find(word => same(word.name, name)) ?? words.find(word => word.was.some(was => same(was, name)))

/** Whether anything came of it. */
function rename<Of extends Word>(words: readonly Of[], word: Of, name: string): boolean {
  if (word.name === name || words.some(other => other !== word && same(other.name, name))) return false
  for (const other of words) other.was = other.was.filter(was => !same(was, name))
  if (!same(word.name, name)) word.was.push(word.name)
  word.name = name
  return true
}

/** What a file's tag becomes: new words only for names that lead nowhere. */
function bring(keys: Key[], [keyName, value]: readonly [string, string]): string {
  const key = (leadsTo(keys, keyName) as Key | undefined) ?? { name: keyName, was: [], values: [] }
  if (!keys.includes(key)) keys.push(key)
  const word = leadsTo(key.values, value) ?? { name: value, was: [] }
  if (!key.values.includes(word)) key.values.push(word)
  return `${key.name}: ${word.name}`
}

const shown = (keys: readonly Key[]) => ({
  tags: keys.flatMap(key => key.values.map(({ name }) => `${key.name}: ${name}`)).sort(),
  spellings: keys
    .flatMap(key => [
      ...key.was.map(was => `${was} is ${key.name}`),
      ...key.values.flatMap(({ name, was }) => was.map(old => `${key.name}: ${old} is ${name}`)),
    ])
    .sort(),
})

async function inMuster({ workspaceId }: World) {
  const { keys, tags, aliases } = await currentRoster(app.context.engine, workspaceId)
  const tagOf = (id: number | null) => tags.get(id ?? 0)
  const keyName = (id: number | null | undefined) => keys.get(id ?? 0)?.name
  return {
    tags: Array.from(tags.values(), tag => `${keyName(tag.keyId)}: ${tag.value}`).sort(),
    spellings: Array.from(aliases.values(), ({ key_id, tag_id, spelling }) => {
      const tag = tagOf(tag_id)
      return tag ? `${keyName(tag.keyId)}: ${spelling} is ${tag.value}` : `${spelling} is ${keyName(key_id)}`
    }).sort(),
  }
}

/** The words of the model by the places that acts pick from. */
async function picked({ workspaceId }: World, keys: Key[], step: Step): Promise<[Word[], Word] | undefined> {
  const roster = await currentRoster(app.context.engine, workspaceId)
  if (step.do === 'renameKey') {
    const all = [...roster.keys.values()]
    const key = keys.find(({ name }) => name === all[step.key % all.length]?.name)
    return key && [keys, key]
  }
  if (step.do !== 'renameTag') return undefined
  const all = [...roster.tags.values()]
  const tag = all[step.tag % all.length]
  const key = keys.find(({ name }) => name === roster.keys.get(tag?.keyId ?? 0)?.name)
  const word = key?.values.find(({ name }) => name === tag?.value)
  return key && word && [key.values, word]
}

it(
  'a former name leads to what was called so, until another is; undoing brings back what led where',
  async () => {
    const { engine, db } = app.context
    await fc.assert(
      fc.asyncProperty(fc.array(aStep, { minLength: 3, maxLength: 14, size: 'max' }), async steps => {
        const world = await newWorld(app)
        let keys: Key[] = []
        for (const tag of (await inMuster(world)).tags) {
          const [key = '', value = ''] = tag.split(': ')
          bring(keys, [key, value])
        }
        let earlier: Key[] | undefined
        for (const step of steps) {
          const before = structuredClone(keys)
          const words = await picked(world, keys, step)
          if (step.do === 'undo' && !earlier) continue
          const changeId = await doAct(engine, world, step)
          if (step.do === 'undo') keys = structuredClone(earlier ?? keys)
          else if (step.do === 'import') {
            const [tag] = step.rows[0]?.tags ?? []
            const held = bring(keys, tag ?? ['', ''])
            const email = emailOf(world.emails)
            const { items } = await world.editor.client.people.list({ q: email })
            const own = items.find(person => person.email === email)?.tags
            expect(own?.map(({ key, value }) => `${key}: ${value}`)).toEqual([held])
          } else if (words) {
            const isRenamed = rename(words[0], words[1], step.do === 'renameKey' ? step.name : step.value)
            expect(changeId !== null, `${JSON.stringify(step)} went through`).toBe(isRenamed)
          }
          if (changeId !== null) earlier = before
          expect(await inMuster(world), `after ${JSON.stringify(step)}`).toEqual(shown(keys))
          const roster = await currentRoster(engine, world.workspaceId)
          expect(await check(db, world.workspaceId, roster)).toEqual([])
        }
      }),
      db.dialect === 'sqlite' ? rounds(25, 1_000) : rounds(5, 100),
    )
  },
  patience,
)
