import { insertWorkspace } from '../src/access/insertWorkspace.ts'
import { createPerson, ensureKey, ensureTag, putPerson } from '../src/changes/draft.ts'
import type { Engine } from '../src/changes/engine.ts'
import { currentRoster } from '../src/changes/engine.ts'
import { loadPeople } from '../src/changes/loadPeople.ts'
import { type Act, perform } from '../src/changes/perform.ts'
import { undoChange } from '../src/changes/undo/undoChange.ts'
import { ASSIGNMENT_COLUMNS } from '../src/db/assignmentColumns.ts'
import { Conflict, Invalid, NotFound } from '../src/errors.ts'
import type { PersonRow } from '../src/people/person.ts'
import { setStatus } from '../src/people/setStatus.ts'
import { setTags } from '../src/people/setTags.ts'
import { createSegment } from '../src/segments/createSegment.ts'
import { deleteSegment } from '../src/segments/deleteSegment.ts'
import { passMidnight } from '../src/segments/midnight.ts'
import { updateSegment } from '../src/segments/updateSegment.ts'
import { addAlias } from '../src/tags/addAlias.ts'
import { deleteKey } from '../src/tags/deleteKey.ts'
import { deleteTag } from '../src/tags/deleteTag.ts'
import { mergeKeys } from '../src/tags/mergeKeys.ts'
import { mergeTags } from '../src/tags/mergeTags.ts'
import { removeAlias } from '../src/tags/removeAlias.ts'
import { renameTag } from '../src/tags/renameTag.ts'
import { updateKey } from '../src/tags/updateKey.ts'
import type { TestApp } from './app.ts'
import { tester } from './assignments.ts'
import { allTags, type LawAct } from './lawActs.ts'
import { anEditor, type Editor, emailOf, fileRows, importRows } from './laws/importRows.ts'

const MANY = 60

export type World = { workspaceId: number; now: number; emails: number; editor: Editor }

const START = Date.parse('2026-03-15T10:00:00Z')

/**
 * A workspace of its own, in which every tag is there: or hardly any random rule would find what it names. The app's clock
 * is its clock from then on.
 */
export async function newWorld(app: TestApp, engine: Engine = app.context.engine): Promise<World> {
  const { db } = app.context
  const account = await db.read.selectFrom('account').select('id').executeTakeFirstOrThrow()
  const workspaceId = await db.transaction(({ sql }) =>
    insertWorkspace(db.dialect, sql, { name: 'Law', ownerId: account.id, now: new Date(START) }),
  )
  const world: World = { workspaceId, now: START, emails: 0, editor: await anEditor(app, workspaceId) }
  app.context.now = () => new Date(world.now)
  await doAct(engine, world, { do: 'add', people: [...allTags.map(tag => [tag]), allTags, []] })
  return world
}

/** Does an act; answers the number of the change, or null when it was refused or changed nothing. */
export async function doAct(engine: Engine, world: World, act: LawAct): Promise<number | null> {
  if (act.do === 'days') {
    world.now += act.days * 86_400_000
    return await passMidnight(engine, world.workspaceId, world.now)
  }
  world.now += 1000
  if (act.do === 'import') return await importRows(world.editor, fileRows(act.rows, world))
  const roster = await currentRoster(engine, world.workspaceId)
  const pick = <T>(all: Iterable<T>, at: number): T | undefined => {
    const list = [...all]
    return list[at % Math.max(1, list.length)]
  }
  const chosen = actOf()
  return chosen ? await attempt(engine, world, act.do, chosen) : null

  function actOf(): Act<unknown> | undefined {
    switch (act.do) {
      case 'add':
        return add(world, act.people)
      case 'addMany':
        return add(
          world,
          Array.from({ length: MANY }, (_, index) => act.tags[index % act.tags.length] ?? []),
        )
      case 'retagMany':
        return change(
          Array.from({ length: MANY }, (_, index) => index),
          person => person,
          act,
        )
      case 'retag':
        return change(act.people, person => ({ ...person, tags: person.tags }), act)
      case 'tagMembers':
        return setTags({ segment: pick(roster.segments.keys(), act.segment) ?? 0 }, act)
      case 'deactivateMembers':
        return setStatus({ segment: pick(roster.segments.keys(), act.segment) ?? 0 }, 'inactive')
      case 'status':
        return change([act.person], person => ({ ...person, status: act.status }))
      case 'swapEmails':
        return swapEmails(act.a, act.b)
      case 'renameTag':
        return renameTag(pick(roster.tags.keys(), act.tag) ?? 0, act.value)
      case 'mergeTags':
        return mergeTags(pick(roster.tags.keys(), act.tag) ?? 0, pick(roster.tags.keys(), act.into) ?? 0)
      case 'deleteTag':
        return deleteTag(pick(roster.tags.keys(), act.tag) ?? 0, undefined)
      case 'renameKey':
        return updateKey(pick(roster.keys.keys(), act.key) ?? 0, { name: act.name })
      case 'mergeKeys':
        return mergeKeys(pick(roster.keys.keys(), act.key) ?? 0, pick(roster.keys.keys(), act.into) ?? 0)
      case 'deleteKey':
        return deleteKey(pick(roster.keys.keys(), act.key) ?? 0)
      case 'alias': {
        const target = pick((act.of === 'tag' ? roster.tags : roster.keys).keys(), act.target) ?? 0
        const of = act.of === 'tag' ? { tagId: target } : { keyId: target }
        return addAlias({ spelling: act.spelling, kind: act.kind, ...of })
      }
      case 'forgetAlias':
        return removeAlias(pick(roster.aliases.keys(), act.alias) ?? 0)
      case 'createSegment':
        return createSegment(act)
      case 'updateSegment':
        return updateSegment(pick(roster.segments.keys(), act.segment) ?? 0, {
          name: act.name,
          rule: act.rule,
        })
      case 'deleteSegment':
        return deleteSegment(pick(roster.segments.keys(), act.segment) ?? 0)
      case 'publish': {
        const segment = pick(roster.segments.keys(), act.include)
        return segment === undefined ? undefined : publish(segment, act)
      }
      case 'close':
        return close(pick(roster.assignments.keys(), act.assignment))
      case 'undo':
        return undoChange(roster.version - act.back, {})
    }
  }
}

export async function attempt(
  engine: Engine,
  world: World,
  name: string,
  act: Act<unknown>,
): Promise<number | null> {
  const { workspaceId, now } = world
  const { version } = await currentRoster(engine, workspaceId)
  try {
    const request = { workspaceId, actor: tester(workspaceId), act: name, now, unheld: true }
    const { changeId } = await perform(engine, request, act)
    return changeId === version ? null : changeId
  } catch (error) {
    if (error instanceof Conflict || error instanceof Invalid || error instanceof NotFound) return null
    throw error
  }
}

function add(world: World, people: [string, string][][]): Act<null> {
  return async ({ draft }) => {
    for (const tags of people) {
      const number = ++world.emails
      createPerson(draft, {
        email: emailOf(number),
        firstName: 'P',
        lastName: String(number),
        externalId: number % 3 === 0 ? `x${number}` : null,
        tags: ascending(tags.map(([key, value]) => ensureTag(draft, ensureKey(draft, key), value))),
      })
    }
    return { summary: 'Add', result: null }
  }
}

function change(
  people: number[],
  edit: (person: PersonRow) => PersonRow,
  { give, take }: { give: [string, string][]; take: [string, string][] } = { give: [], take: [] },
): Act<null> {
  return async ({ sql, draft, roster, workspace }) => {
    const ids = people.map(number => 1 + (number % Math.max(1, workspace.next_person - 1)))
    for (const person of await loadPeople(sql, roster.workspaceId, ids)) {
      if (person.status === 'removed') continue
      const tags = new Set(person.tags)
      for (const [key, value] of take) {
        const tag = roster.tagByFold
          .get(roster.keyByFold.get(key.toLowerCase()) ?? 0)
          ?.get(value.toLowerCase())
        if (tag !== undefined) tags.delete(tag)
      }
      for (const [key, value] of give) tags.add(ensureTag(draft, ensureKey(draft, key), value))
      putPerson(draft, person, { ...edit(person), tags: ascending([...tags]), updatedAt: draft.now })
    }
    return { summary: 'Change', result: null }
  }
}

function swapEmails(a: number, b: number): Act<null> {
  return async ({ sql, draft, roster, workspace }) => {
    const ids = [a, b].map(number => 1 + (number % Math.max(1, workspace.next_person - 1)))
    const [one, other] = await loadPeople(sql, roster.workspaceId, ids)
    if (one && other && one.status !== 'removed' && other.status !== 'removed') {
      putPerson(draft, one, { ...one, email: other.email, externalId: other.externalId })
      putPerson(draft, other, { ...other, email: one.email, externalId: one.externalId })
    }
    return { summary: 'Swap', result: null }
  }
}

function publish(
  segment: number,
  { joiners, leavers }: { joiners: 'receive' | 'ignore'; leavers: 'keep' | 'withdraw' },
): Act<null> {
  return async ({ draft, now }) => {
    const id = draft.next.assignment++
    draft.assignments.set(id, {
      before: null,
      after: {
        id,
        title: `Assignment ${id}`,
        instructions: '',
        link: null,
        audience: JSON.stringify({ include: [segment], exclude: [] }),
        joiners,
        leavers,
        starts_at: null,
        due: null,
        repeat: null,
        occurrence: 1,
        occurred_on: null,
        reminders: '[]',
        completion: 'done',
        steps: '[]',
        next_step: 1,
        status: 'live',
        published_at: now,
        closed_at: null,
        created_at: now,
        updated_at: now,
      },
    })
    return { summary: 'Publish', result: null }
  }
}

function close(id: number | undefined): Act<null> | undefined {
  if (id === undefined) return undefined
  return async ({ sql, draft, roster, now }) => {
    const row = await sql
      .selectFrom('assignment')
      .select(ASSIGNMENT_COLUMNS)
      .where('workspace_id', '=', roster.workspaceId)
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    draft.assignments.set(id, { before: row, after: { ...row, status: 'closed', closed_at: now } })
    return { summary: 'Close', result: null }
  }
}

function ascending(tags: number[]): number[] {
  return [...new Set(tags)].sort((a, b) => a - b)
}
