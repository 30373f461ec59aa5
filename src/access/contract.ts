import { z } from 'zod'
import { moment, reading, roles, stillQuery, writing } from '../http/endpoint.ts'

const about = ['Access'] as const
const textId = z.object({ id: z.string().min(1).max(100) })

const name = z.string().trim().min(1, 'A name, please.').max(200, 'At most 200 characters.')
const email = z.email('That does not look like an e-mail address.').max(254)
export const password = z.string().min(12, 'At least 12 characters.').max(200, 'At most 200 characters.')

const WorkspaceName = z.object({ id: z.number().int(), name: z.string(), role: z.enum(roles) })

export const Settings = z.object({
  name: z.string(),
  /** An IANA time zone: midnight, due days and dates are this zone's. */
  timeZone: z.string(),
  /** Days of the week on which people work: 1 is Monday, 7 Sunday. */
  workingDays: z
    .array(z.number().int().min(1).max(7))
    .min(1, 'At least one day of the week is a working day.')
    .max(7),
  /** Holidays and other days on which nobody works. */
  closedDays: z
    .array(z.object({ on: z.iso.date(), name: z.string().trim().max(100) }))
    .max(500, 'At most 500 closed days.'),
  /** Where the brake holds a change. */
  limits: z.object({
    /** Share of a segment (0 to 1) that may enter or leave in one change, … */
    segmentShare: z.number().min(0).max(1),
    /** … counted only from this many people on. */
    segmentPeople: z.number().int().min(1),
    deactivated: z.number().int().min(0),
    messages: z.number().int().min(0),
  }),
  /** How many days the file of an import is kept after its end; 0: not beyond the commit. */
  keepFilesDays: z.number().int().min(0).max(36_500),
})
export type Settings = z.infer<typeof Settings>

export const Me = z.object({
  kind: z.enum(['account', 'key']),
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  role: z.enum(roles),
  workspace: z.object({
    id: z.number().int(),
    name: z.string(),
    timeZone: z.string(),
    version: z.number().int(),
    /** Whether an admin has paused all sending, or this copy of the data waits for one to confirm it. */
    sending: z.enum(['on', 'paused', 'unconfirmed']),
  }),
  workspaces: z.array(WorkspaceName),
})
export type Me = z.infer<typeof Me>

export const Member = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(roles),
  joinedAt: moment,
})
export type Member = z.infer<typeof Member>
export const Invitation = z.object({
  id: z.string(),
  email: z.string(),
  role: z.enum(roles),
  expiresAt: moment,
  link: z.string(),
})
export const ApiKey = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(roles),
  /** The first characters, to tell keys apart; the key itself is stored only as a hash. */
  start: z.string(),
  createdAt: moment,
  createdBy: z.string(),
  lastUsedAt: moment.nullable(),
})
export type ApiKey = z.infer<typeof ApiKey>

/** Signing in and out are better-auth's own: POST /api/auth/sign-in/email and /api/auth/sign-out. */
export const accessContract = {
  setup: reading('public', '/setup', {
    summary: 'Whether the first account is still to be made',
    tags: about,
  }).output(z.object({ needed: z.boolean() })),
  firstAccount: writing('public', 'POST', '/setup', {
    still: true,
    summary: 'Make the first account and its workspace; once only',
    tags: about,
    successStatus: 201,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({ name, email, password, workspace: name, timeZone: z.string().max(60).optional() }),
      }),
    )
    .output(z.object({ email: z.string() })),
  me: reading('viewer', '/me', { summary: 'Who is asking, as what, in which workspace', tags: about }).output(
    Me,
  ),
  settings: reading('viewer', '/settings', { summary: 'The workspace', tags: about }).output(Settings),
  updateSettings: writing('admin', 'PATCH', '/settings', {
    still: true,
    summary: 'Change the workspace',
    tags: about,
  })
    .input(
      z.object({
        query: stillQuery,
        body: z.object({
          name: name.optional(),
          timeZone: z.string().max(60).optional(),
          workingDays: Settings.shape.workingDays.optional(),
          closedDays: Settings.shape.closedDays.optional(),
          limits: Settings.shape.limits.partial().optional(),
          keepFilesDays: Settings.shape.keepFilesDays.optional(),
        }),
      }),
    )
    .output(Settings),
  createWorkspace: writing('viewer', 'POST', '/workspaces', {
    still: true,
    summary: 'A workspace of one’s own; the session moves to it',
    tags: about,
    successStatus: 201,
  })
    .input(z.object({ query: stillQuery, body: z.object({ name, timeZone: z.string().max(60).optional() }) }))
    .output(WorkspaceName),
  switchWorkspace: writing('viewer', 'POST', '/workspaces/{id}/switch', {
    still: true,
    summary: 'Move the session to another workspace',
    tags: about,
  })
    .input(
      z.object({
        params: z.object({ id: z.coerce.number<number>().int() }),
        query: stillQuery,
        body: z.unknown().optional(),
      }),
    )
    .output(WorkspaceName),
  members: reading('viewer', '/members', {
    summary: 'Who may sign in to this workspace',
    tags: about,
  }).output(z.object({ items: z.array(Member) })),
  updateMember: writing('admin', 'PATCH', '/members/{id}', {
    still: true,
    summary: 'Give a member another role',
    tags: about,
  })
    .input(z.object({ params: textId, query: stillQuery, body: z.object({ role: z.enum(roles) }) }))
    .output(Member),
  removeMember: writing('admin', 'DELETE', '/members/{id}', {
    still: true,
    summary: 'Take a member out of the workspace',
    tags: about,
  })
    .input(z.object({ params: textId, query: stillQuery, body: z.unknown().optional() }))
    .output(z.object({ removed: z.literal(true) })),
  invitations: reading('admin', '/invitations', {
    summary: 'Invitations not yet taken up',
    tags: about,
  }).output(z.object({ items: z.array(Invitation) })),
  invite: writing('admin', 'POST', '/invitations', {
    still: true,
    summary: 'Invite somebody by link',
    tags: about,
    successStatus: 201,
    secret: true,
  })
    .input(z.object({ query: stillQuery, body: z.object({ email, role: z.enum(roles) }) }))
    .output(Invitation),
  cancelInvitation: writing('admin', 'DELETE', '/invitations/{id}', {
    still: true,
    summary: 'Withdraw an invitation',
    tags: about,
  })
    .input(z.object({ params: textId, query: stillQuery, body: z.unknown().optional() }))
    .output(z.object({ removed: z.literal(true) })),
  invitation: reading('public', '/invitations/{id}', { summary: 'An invitation, by its link', tags: about })
    .input(textId)
    .output(
      z.object({
        email: z.string(),
        workspace: z.string(),
        role: z.enum(roles),
        invitedBy: z.string(),
        hasAccount: z.boolean(),
      }),
    ),
  acceptInvitation: writing('public', 'POST', '/invitations/{id}/accept', {
    still: true,
    summary: 'Take an invitation up',
    tags: about,
  })
    .input(
      z.object({
        params: textId,
        query: stillQuery,
        body: z.object({ name: name.optional(), password: z.string().min(1).max(200) }),
      }),
    )
    .output(z.object({ email: z.string() })),
  keys: reading('admin', '/keys', { summary: 'API keys', tags: about }).output(
    z.object({ items: z.array(ApiKey) }),
  ),
  createKey: writing('admin', 'POST', '/keys', {
    still: true,
    summary: 'Make an API key; it is shown this once',
    tags: about,
    successStatus: 201,
    secret: true,
  })
    .input(z.object({ query: stillQuery, body: z.object({ name, role: z.enum(roles) }) }))
    .output(ApiKey.extend({ key: z.string() })),
  revokeKey: writing('admin', 'DELETE', '/keys/{id}', {
    still: true,
    summary: 'Revoke an API key',
    tags: about,
  })
    .input(z.object({ params: textId, query: stillQuery, body: z.unknown().optional() }))
    .output(z.object({ removed: z.literal(true) })),
}
