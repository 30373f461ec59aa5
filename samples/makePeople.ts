import { realpathSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { csvRows } from '../src/imports/file/writeCsv.ts'
import { departments, employments, offices } from './company.ts'
import { type Locale, locales, type Names } from './locales.ts'

/**
 * People of a company that does not exist, for trying and measuring. The same count and seed give the same people on
 * every machine. As a script: `node samples/makePeople.ts [COUNT] [SEED] > people.csv`.
 */
export const sampleHeaders = [
  'email',
  'first_name',
  'last_name',
  'Department',
  'Job Role',
  'Location',
  'Region',
  'Employment',
  'Hire Date',
  'Manager',
] as const

/** One person, in the order of sampleHeaders. */
export type SamplePerson = Record<(typeof sampleHeaders)[number], string>

type Random = () => number

export function* samplePeople(count: number, seed = 1): Generator<SamplePerson> {
  const random = randomFrom(seed)
  const taken = new Map<string, number>()
  const company: Company = { heads: new Map(), teams: new Map() }
  // Everybody's manager is a tag too: a company of a million gets larger teams rather than a hundred thousand managers.
  const teamSize = Math.max(12, Math.ceil(count / 2_000))
  for (let n = 0; n < count; n++) {
    const office = weighted(offices, random)
    const department = weighted(departments, random)
    const { given, family } = evenly(groups[evenly(office.locales, random)], random)
    const person = { given: evenly(given, random), family: evenly(family, random) }
    const contract = weighted(employments, random).name
    const team = `${department.name} in ${office.region}`
    const leads = isLeadDue(company, team, teamSize)
    const employment = leads ? 'Full-time' : contract
    const email = addressOf(person, employment === 'Contractor' ? 'example.com' : 'example.org', taken)
    yield {
      email,
      first_name: person.given.native,
      last_name: person.family.native,
      Department: department.name,
      'Job Role': leads ? department.lead : rarer(department.roles, random),
      Location: office.name,
      Region: office.region,
      Employment: employment,
      'Hire Date': hireDate(random),
      Manager: joinTeam(company, department.name, team, leads ? email : null),
    }
  }
}

/** The same people as the pieces of a CSV file. */
export function sampleCsv(count: number, seed = 1): Generator<string> {
  return csvRows(sampleHeaders, sampleRows(count, seed))
}

function* sampleRows(count: number, seed: number): Generator<string[]> {
  for (const person of samplePeople(count, seed)) yield sampleHeaders.map(header => person[header])
}

/** The e-mail address of each department's head and, for each department in a region, of the lead now hiring. */
type Company = { heads: Map<string, string>; teams: Map<string, { lead: string; size: number }> }

/** The first of a department in a region leads; after every full team the next one leads another. */
function isLeadDue({ teams }: Company, name: string, teamSize: number): boolean {
  const team = teams.get(name)
  return !team || team.size >= teamSize
}

/** Answers the new person's manager: of a lead the head of the department, of the head nobody. */
function joinTeam(
  { heads, teams }: Company,
  department: string,
  name: string,
  asLead: string | null,
): string {
  if (asLead !== null) {
    const head = heads.get(department)
    if (head === undefined) heads.set(department, asLead)
    teams.set(name, { lead: asLead, size: 0 })
    return head ?? ''
  }
  const team = teams.get(name)
  if (!team) return ''
  team.size += 1
  return team.lead
}

type Name = { native: string; ascii: string }

const groups = Object.fromEntries(
  Object.entries(locales).map(([locale, found]: [string, readonly Names[]]) => [
    locale,
    found.map(({ given, family }) => ({ given: given.map(readName), family: family.map(readName) })),
  ]),
) as Record<Locale, { given: Name[]; family: Name[] }[]>

function readName(name: string): Name {
  const [native = name, latin = native] = name.split('|')
  return { native, ascii: ascii(latin) }
}

/** Base addresses have no digits, so a number behind one never meets another person's address. */
function addressOf(
  { given, family }: { given: Name; family: Name },
  domain: string,
  taken: Map<string, number>,
): string {
  const base = `${given.ascii}.${family.ascii}`
  const before = taken.get(base) ?? 0
  taken.set(base, before + 1)
  return `${base}${before === 0 ? '' : before + 1}@${domain}`
}

function ascii(name: string): string {
  // The Latin letters that do not come apart into a plain one and a mark.
  const letters: Record<string, string> = {
    ß: 'ss',
    ø: 'o',
    ł: 'l',
    æ: 'ae',
    ð: 'd',
    þ: 'th',
    ı: 'i',
    đ: 'd',
  }
  return name
    .toLowerCase()
    .replace(/[ßøłæðþıđ]/g, letter => letters[letter] ?? letter)
    .normalize('NFD')
    .replace(/[^a-z]/g, '')
}

/** Growing companies hired most of their people lately. From 2008 to 2025, whatever today is. */
function hireDate(random: Random): string {
  const first = Date.UTC(2008, 0, 1)
  const last = Date.UTC(2025, 11, 31)
  return new Date(last - random() ** 2 * (last - first)).toISOString().slice(0, 10)
}

function weighted<Item extends { weight: number }>(items: readonly Item[], random: Random): Item {
  let all = 0
  for (const item of items) all += item.weight
  let left = random() * all
  for (const item of items) {
    left -= item.weight
    if (left < 0) return item
  }
  return evenly(items, random)
}

function rarer(items: readonly string[], random: Random): string {
  return items.find(() => random() < 0.5) ?? items[0] ?? ''
}

function evenly<Item>(items: readonly Item[], random: Random): Item {
  const item = items[Math.floor(random() * items.length)]
  if (item === undefined) throw new Error('There is nothing to choose from.')
  return item
}

/** mulberry32: small, quick, and good enough to share people out. */
function randomFrom(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const startedAs = process.argv[1]
if (startedAs && realpathSync(startedAs) === fileURLToPath(import.meta.url)) {
  const [count = '1000', seed = '1'] = process.argv.slice(2)
  if (!/^\d+$/.test(count) || !/^\d+$/.test(seed)) {
    process.stderr.write('Use: node samples/makePeople.ts [COUNT] [SEED] > people.csv\n')
    process.exitCode = 2
  } else {
    for (const piece of sampleCsv(Number(count), Number(seed))) process.stdout.write(piece)
  }
}
