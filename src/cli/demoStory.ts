import { join } from 'node:path'
import type { Assignment, Recipient } from '../assignments/contract.ts'
import type { Plan } from '../changes/contract.ts'
import { type Connection, connectTo } from './connect.ts'
import { Failure } from './failure.ts'
import { importLines, problemsOf } from './importLines.ts'
import { planLines } from './planLines.ts'
import { counted, number, say } from './print.ts'
import { Refused, readProblem } from './problem.ts'
import { tableOf } from './tableOf.ts'
import { commitImport, uploadImport } from './uploadImport.ts'

const PEOPLE = join(import.meta.dirname, '../../samples/people.csv')

const SEGMENTS = [
  ['Sales', 'Department is Sales'],
  ['Dallas Sales People', 'Department is Sales and Location is Dallas'],
  [
    'Frontline abroad',
    '("Job Role" is ("Warehouse Associate", Driver) or Department is "Customer Support") and not (Region is "North America" or Employment is Intern)',
  ],
] as const

const NEWCOMER = {
  email: 'robin.ellery@example.org',
  firstName: 'Robin',
  lastName: 'Ellery',
  tags: { Department: ['Sales'], Location: ['Dallas'], 'Job Role': ['Account Executive'] },
}

/** The main job from a list to a received assignment, over HTTP like any other program, with the API's own numbers. */
export async function tellStory(url: string, owner: { email: string; password: string }): Promise<void> {
  say(`Muster runs at ${url}, on data of its own.`)
  const connection = connectTo({ url, key: await makeKey(url, owner) })
  await importPeople(connection)
  const segments = await createSegments(connection)
  const audience = segments.get('Dallas Sales People')
  if (audience === undefined) throw new Failure('The segment for the assignment was not created.')
  const assignment = await publish(connection, audience)
  await showRecipients(connection, assignment)
  await addNewcomer(connection, assignment)
}

/** Makes the first account, signs in, and makes an API key, as the web app does. */
async function makeKey(url: string, owner: { email: string; password: string }): Promise<string> {
  const post = async (path: string, body: object, cookie = '') => {
    const response = await fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Refused(await readProblem(response))
    return response
  }
  await post('/api/v1/setup', { ...owner, name: 'Demo Owner', workspace: 'Demonstration' })
  const signedIn = await post('/api/auth/sign-in/email', owner)
  const cookie = signedIn.headers
    .getSetCookie()
    .map(each => each.split(';')[0])
    .join('; ')
  const made = await post('/api/v1/keys', { name: 'Demonstration', role: 'admin' }, cookie)
  return ((await made.json()) as { key: string }).key
}

async function importPeople(connection: Connection): Promise<void> {
  chapter('1', 'A list of people is uploaded. This is what it would change:')
  const planned = await uploadImport(connection, PEOPLE, {})
  for (const line of [...importLines(planned), ...(await problemsOf(connection.client, planned))]) say(line)
  const { changeId } = await commitImport(connection.client, planned, undefined)
  const { total } = await connection.client.people.list({ limit: 1 })
  say(`Committed as change ${changeId}. There are now ${counted(total, 'person', 'people')}.`)
}

async function createSegments({ client }: Connection): Promise<Map<string, number>> {
  chapter('2', 'Segments organise the tags:')
  const ids = new Map<string, number>()
  const rows: { name: string; people: number; sentence: string }[] = []
  for (const [name, text] of SEGMENTS) {
    const made = done(await client.segments.create({ query: {}, body: { name, text } }))
    ids.set(name, made.id)
    rows.push(made)
  }
  const columns = [
    { head: 'Segment', cell: (row: (typeof rows)[number]) => row.name },
    { head: 'People', cell: (row: (typeof rows)[number]) => row.people },
    { head: 'Rule', cell: (row: (typeof rows)[number]) => row.sentence, wraps: true },
  ]
  for (const line of tableOf(columns, rows, (process.stdout.columns ?? 110) - 2).split('\n')) say(`  ${line}`)
  return ids
}

async function publish({ client }: Connection, segment: number): Promise<Assignment> {
  const draft = done(
    await client.assignments.create({
      query: {},
      body: {
        title: 'Showroom safety',
        instructions: 'Read the two pages, then tell your team what is new.',
        link: 'https://example.org/showroom-safety',
        audience: { include: [segment], exclude: [] },
        joiners: 'receive',
        leavers: 'withdraw',
        due: { afterDays: 14 },
      },
    }),
  )
  const publishWith = (query: { dryRun?: boolean; expectedVersion?: number }) =>
    client.assignments.publish({ params: { id: draft.id }, query, body: undefined })
  const plan = await publishWith({ dryRun: true })
  chapter('3', `“${draft.title}” is assigned to “Dallas Sales People”. Publishing it would do this:`)
  if (!('people' in plan)) throw new Failure('A dry run answered with something else than a plan.')
  for (const line of planLines(plan)) say(line)
  const published = done(await publishWith({ expectedVersion: plan.version }))
  say(`Published as change ${published.changeId}.`)
  return published
}

async function showRecipients({ client }: Connection, { id, title }: Assignment): Promise<void> {
  const { items, total } = await client.assignments.recipients({ id, limit: 10 })
  chapter('4', `${counted(total, 'person has', 'people have')} received “${title}”:`)
  for (const line of tableOf(recipientColumns, items).split('\n')) say(`  ${line}`)
  if (total > items.length) say(`  and ${number(total - items.length)} more`)
  const messages = await client.delivery.list({ assignment: id, limit: 1 })
  const held = messages.counts.held ?? 0
  if (messages.sending === 'notSetUp')
    say(
      `No mail server is set up (MUSTER_SMTP_URL), so ${counted(held, 'message is', 'messages are')} held, not lost.`,
    )
  const [first] = items
  if (first?.link) say(`${nameOf(first)} reads and completes it here, without an account:\n  ${first.link}`)
}

async function addNewcomer({ client }: Connection, { id, title }: Assignment): Promise<void> {
  chapter(
    '5',
    `${NEWCOMER.firstName} ${NEWCOMER.lastName} joins Sales in Dallas. Adding the person would do this:`,
  )
  const plan = await client.people.create({ query: { dryRun: true }, body: NEWCOMER })
  if ('changeId' in plan) throw new Failure('A dry run answered with something else than a plan.')
  for (const line of planLines(plan)) say(line)
  const added = done(await client.people.create({ query: { expectedVersion: plan.version }, body: NEWCOMER }))
  const { items, total } = await client.assignments.recipients({ id, q: NEWCOMER.email })
  const recipient = items.find(({ person }) => person.id === added.id)
  if (!recipient) throw new Failure(`${NEWCOMER.email} should have received “${title}”, but has not.`)
  const all = await client.assignments.recipients({ id, limit: 1 })
  say(
    `Added as change ${added.changeId}: ${nameOf(recipient)} has received it too, and ${number(all.total)} people have it.`,
  )
  if (total !== 1) throw new Failure(`One recipient was looked for and ${total} were found.`)
}

const recipientColumns = [
  { head: 'E-mail', cell: ({ person }: Recipient) => person.email },
  { head: 'Name', cell: nameOf },
  { head: 'Status', cell: ({ status }: Recipient) => status },
  { head: 'Due', cell: ({ dueAt }: Recipient) => dueAt?.slice(0, 10) ?? null },
  { head: 'Message', cell: ({ message }: Recipient) => message },
]

function nameOf({ person }: Recipient): string {
  return `${person.firstName} ${person.lastName}`
}

function chapter(n: string, title: string): void {
  say()
  say(`${n}. ${title}`)
}

/** The resource of an act that was no dry run. */
function done<Made extends { changeId: number }>(answer: Made | Plan): Made {
  if ('changeId' in answer) return answer
  throw new Failure('The server answered with a plan and changed nothing.')
}
