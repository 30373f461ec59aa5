import { describe, expect, test } from 'vitest'
import type { PersonRow } from '../../people/person.ts'
import { setOf } from '../../roster/peopleSet.ts'
import {
  arrangeSegments,
  dictionaryOfRoster,
  emptyRoster,
  putKey,
  putSegment,
  putTag,
  type Roster,
  type RosterKey,
} from '../../roster/roster.ts'
import { bind } from '../rule/bind.ts'
import { parse } from '../rule/parse.ts'
import { whatWouldMove } from './whatWouldMove.ts'

/** Values by key, the first held by most. */
const TAGS: Record<string, string[]> = {
  Department: ['Sales', 'Marketing', 'IT'],
  Location: ['Dallas', 'New York', 'Boston'],
  Contract: ['Permanent', 'Intern'],
  Skill: ['First aid', 'Forklift', 'Welding'],
  Grade: ['5', '7', '3'],
  Hired: ['2020-05-01'],
  Badge: [],
  Seen: [],
  Lot: Array.from({ length: 40 }, (_, at) => String(at + 1)),
}
const TYPES: Record<string, RosterKey['type']> = { Grade: 'number', Hired: 'date', Seen: 'date' }

/** A workspace of these tags; segments as name and text, the last is asked about. */
function worldOf(...segments: [name: string, text: string][]): Roster {
  const roster = emptyRoster(1, '2026-03-15')
  let id = 0
  Object.entries(TAGS).forEach(([name, values], at) => {
    putKey(roster, { id: at + 1, name, type: TYPES[name] ?? 'text', position: at })
    values.forEach((value, place) => {
      putTag(roster, { id: ++id, keyId: at + 1, value })
      roster.holders.set(id, setOf([1, 2, 3].slice(Math.min(place, 2))))
    })
  })
  segments.forEach(([name, text], at) => {
    const parsed = parse(text)
    if ('error' in parsed) throw new Error(parsed.error.message)
    const answer = bind(parsed.rule, dictionaryOfRoster(roster))
    if ('problems' in answer) throw new Error(answer.problems[0]?.message)
    putSegment(roster, { id: at + 1, name, description: '', rule: answer.bound, updatedAt: 0, changedIn: 1 })
  })
  arrangeSegments(roster)
  return roster
}

function mia(
  roster: Roster,
  tags: Record<string, string[]>,
  status: PersonRow['status'] = 'active',
): PersonRow {
  const ids = [...roster.tags.values()]
    .filter(tag => tags[roster.keys.get(tag.keyId)?.name ?? '']?.includes(tag.value))
    .map(tag => tag.id)
  const name = { email: 'mia@example.com', firstName: 'Mia', lastName: 'Meyer', externalId: null }
  return { id: 1, ...name, status, tags: ids, createdAt: 0, updatedAt: 0 }
}

const sentences = (text: string, tags: Record<string, string[]>, status?: PersonRow['status']) => {
  const roster = worldOf(['asked', text])
  return whatWouldMove(roster, 1, mia(roster, tags, status)).proposals.map(each => each.sentence)
}

describe('what would put somebody in', () => {
  test.each<[string, string, Record<string, string[]>, string[]]>([
    [
      'the one tag that is missing',
      'Department is Sales and Location is Dallas',
      { Department: ['Sales'] },
      ['Add Location: Dallas'],
    ],
    [
      'of several values the one most people hold',
      'Location is (Boston, Dallas)',
      {},
      ['Add Location: Dallas'],
    ],
    [
      'each way, those of few changes first',
      'Location is Boston or (Department is IT and Skill is Welding)',
      {},
      ['Add Location: Boston', 'Add Department: IT and Skill: Welding'],
    ],
    [
      'giving and taking',
      'Department is Sales and not Contract is Intern',
      { Contract: ['Intern'] },
      ['Add Department: Sales and remove Contract: Intern'],
    ],
    [
      'everything that stands against it',
      'Skill missing',
      { Skill: ['Forklift', 'Welding'] },
      ['Remove Skill: Forklift and Skill: Welding'],
    ],
    [
      'each of several values',
      'Skill has all ("First aid", Forklift, Welding)',
      { Skill: ['Welding'] },
      ['Add Skill: First aid and Skill: Forklift'],
    ],
    ['a value that there is, for numbers', 'Grade > 6', {}, ['Add Grade: 7']],
    ['a value that does not break another part', 'Grade >= 3 and not Grade < 5', {}, ['Add Grade: 5']],
    ['a new value where none there is will do', 'Grade > 8', {}, ['Add Grade: 9 (a new value)']],
    ['the text itself', 'Department contains Legal', {}, ['Add Department: Legal (a new value)']],
    ['the day after', 'Hired after 2021-01-31', {}, ['Add Hired: 2021-02-01 (a new value)']],
    ['today', 'Hired within last 90 days', {}, ['Add Hired: 2026-03-15 (a new value)']],
    ['any value of a key that has none', 'Badge exists', {}, ['Add Badge: Yes (a new value)']],
    ['any value of a key of dates', 'Seen exists', {}, ['Add Seen: 2026-03-15 (a new value)']],
    ['nothing, where nothing can', 'Badge exists and Badge missing', {}, []],
  ])('%s', (_, text, tags, expected) => {
    expect(sentences(text, tags)).toEqual(expected)
  })

  test('an inactive person is to be reactivated, too', () => {
    const roster = worldOf(['asked', 'Location is Dallas'])
    expect(whatWouldMove(roster, 1, mia(roster, {}, 'inactive')).proposals).toMatchObject([
      {
        reactivate: true,
        sentence: 'Reactivate Mia Meyer and add Location: Dallas',
        patch: { status: 'active', tags: { Location: ['Dallas'] } },
      },
    ])
    expect(sentences('Location is Dallas', { Location: ['Dallas'] }, 'inactive')).toEqual([
      'Reactivate Mia Meyer',
    ])
  })

  test('goes through segments within segments, denied ones too', () => {
    const roster = worldOf(
      ['Interns', 'Contract is Intern'],
      ['Staff', 'Department exists and not in segment Interns'],
      ['asked', 'in segment Staff and Location is Dallas'],
    )
    const person = mia(roster, { Contract: ['Intern'], Location: ['Boston', 'New York'] })
    const [first] = whatWouldMove(roster, 3, person).proposals
    expect(first).toEqual({
      add: [
        { id: 1, key: 'Department', value: 'Sales' },
        { id: 4, key: 'Location', value: 'Dallas' },
      ],
      remove: [{ id: 8, key: 'Contract', value: 'Intern' }],
      reactivate: false,
      sentence: 'Add Department: Sales and Location: Dallas and remove Contract: Intern',
      patch: { tags: { Department: ['Sales'], Location: ['New York', 'Boston', 'Dallas'], Contract: [] } },
    })
  })

  test('a chain of a thousand segments is no deeper than one', () => {
    const chain = Array.from({ length: 1_000 }, (_, at): [string, string] =>
      at === 0 ? ['S0', 'Location is Dallas'] : [`S${at}`, `in segment S${at - 1}`],
    )
    const roster = worldOf(...chain)
    expect(whatWouldMove(roster, 1_000, mia(roster, {})).proposals[0]?.sentence).toBe('Add Location: Dallas')
  })

  test('many alternatives in many parts are found', () => {
    const parts = ['Location', 'Department', 'Skill', 'Grade', 'Contract'].map(key => {
      const [one = '', other = ''] = TAGS[key] ?? []
      return `(${key} is ${JSON.stringify(one)} or ${key} is ${JSON.stringify(other)} or all (${key} exists, Badge exists))`
    })
    const roster = worldOf(['asked', parts.join(' and ')])
    const { proposals, isWhole } = whatWouldMove(roster, 1, mia(roster, {}))
    expect(isWhole).toBe(true)
    expect(proposals.map(each => each.add.length)).toEqual([5, 5, 5])
    expect(proposals[0]?.add.map(tag => tag.value)).toEqual([
      'Dallas',
      'Sales',
      'First aid',
      '5',
      'Permanent',
    ])
  })

  test('what would take too long is not looked through to the end, and says so', () => {
    // Three of forty by a fixed play of dice, each wanted or not: too many for any way through to be short.
    let dice = 1
    const roll = (sides: number) => {
      dice = (dice * 16_807) % 2_147_483_647
      return dice % sides
    }
    const one = () => `Lot is ${roll(2) === 0 ? '' : 'not '}"${1 + roll(40)}"`
    const parts = Array.from({ length: 175 }, () => `(${one()} or ${one()} or ${one()})`)
    const roster = worldOf(['asked', parts.join(' and ')])
    const { proposals, isWhole } = whatWouldMove(roster, 1, mia(roster, {}))
    expect({ proposals, isWhole }).toEqual({ proposals: [], isWhole: false })
  })
})

test('what would take somebody out is the same question turned round', () => {
  expect(sentences('Department is Sales or Location is Dallas', { Department: ['Sales'] })).toEqual([
    'Remove Department: Sales',
  ])
  expect(sentences('not Contract is Intern', {})).toEqual(['Add Contract: Intern'])
  expect(sentences('Department is Sales and not Contract is Intern', { Department: ['Sales'] })).toEqual([
    'Remove Department: Sales',
    'Add Contract: Intern',
  ])
})
