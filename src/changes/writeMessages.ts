import type { Tx } from '../db/db.ts'
import { difference, ids, intersection, type PeopleSet } from '../roster/peopleSet.ts'
import type { Draft } from './draft.ts'
import { personNames } from './personNames.ts'

/** Why a message is held. */
export const NOT_SET_UP = 'Sending is not set up (MUSTER_SMTP_URL).'

const MESSAGE_KEYS = ['workspace_id', 'assignment_id', 'person_id', 'occurrence', 'kind', 'variant']
const MESSAGE_COLUMNS = [
  ...MESSAGE_KEYS,
  'id',
  'status',
  'recipient_email',
  'reason',
  'attempts',
  'send_at',
  'created_at',
  'change_id',
  'sent_at',
  'claimed_by',
  'claimed_at',
]

type About = {
  workspaceId: number
  assignmentId: number
  changeId: number
  now: number
  sendFrom: number
  sendingIsSetUp: boolean
}

/** Tells people that they have received an assignment. Answers the next message's number. */
export async function writeMessages(
  tx: Tx,
  draft: Draft,
  about: About,
  firstId: number,
  { to, again, occurrence }: { to: PeopleSet; again: PeopleSet; occurrence: (person: number) => number },
): Promise<number> {
  const names = await personNames(tx.sql, about.workspaceId, [...ids(to)], draft.people)
  let messageId = firstId
  const row = (person: number) => [
    about.workspaceId,
    about.assignmentId,
    person,
    occurrence(person),
    'assigned',
    '',
    messageId++,
    about.sendingIsSetUp ? 'queued' : 'held',
    names.get(person)?.email ?? '',
    about.sendingIsSetUp ? null : NOT_SET_UP,
    0,
    about.sendFrom,
    about.now,
    about.changeId,
    null,
    null,
    null,
  ]
  const fresh = difference(to, again)
  await tx.insertRows('message', MESSAGE_COLUMNS, rowsOf(fresh, row), fresh.size)
  // A message that was cancelled before it left is written anew; message_told_once keeps it the only one.
  await tx.upsertRows('message', MESSAGE_KEYS, MESSAGE_COLUMNS, rowsOf(intersection(to, again), row))
  return messageId
}

function* rowsOf(people: PeopleSet, row: (person: number) => unknown[]): Generator<unknown[]> {
  for (const person of ids(people)) yield row(person)
}
