import type { Actor } from '../access/actor.ts'
import { findMember } from '../access/queries.ts'
import { Conflict, Forbidden } from '../errors.ts'
import type { RequestContext } from '../http/context.ts'
import { app } from '../http/implement.ts'
import { confirmSending, pauseSending } from './holdSending.ts'
import { addressed } from './letterOf.ts'
import { LOGO_ID } from './mailPage.ts'
import { sampleMail, workspaceWith } from './sampleMail.ts'
import { saveDelivery } from './saveDelivery.ts'
import { createMailer } from './sendMail.ts'
import { showDelivery } from './showDelivery.ts'

const TEST_MS = 30_000

type Context = RequestContext & { actor: Actor }

export const deliverySettingsRoutes = {
  settings: app.deliverySettings.settings.handler(({ context: { db, actor } }) =>
    showDelivery(db.read, actor.workspaceId),
  ),

  updateSettings: app.deliverySettings.updateSettings.handler(async ({ input: { body }, context }) => {
    const { db, actor } = context
    await db.transaction(tx => saveDelivery(tx, actor.workspaceId, body))
    return await changed(context)
  }),

  pause: app.deliverySettings.pause.handler(async ({ input: { body }, context }) => {
    const { db, actor, now } = context
    const paused = body.paused ? { at: now().getTime(), by: actor.name } : null
    await db.transaction(tx => pauseSending(tx, actor.workspaceId, paused))
    return await changed(context)
  }),

  confirm: app.deliverySettings.confirm.handler(async ({ input: { body }, context }) => {
    const { db, actor } = context
    await db.transaction(tx => confirmSending(tx, actor.workspaceId, body.waiting))
    return await changed(context)
  }),

  preview: app.deliverySettings.preview.handler(async ({ input: { body }, context }) => {
    const { db, actor, config, now } = context
    const workspace = await workspaceWith(db.read, actor.workspaceId, body.settings ?? {})
    const sample = { ...body, firstName: firstOf(actor.name), url: config.baseUrl, now: now().getTime() }
    const mail = sampleMail(workspace, sample)
    const { logo } = workspace
    // In a mail the logo is a part of its own; here it stands where it is shown.
    const picture = logo && `data:${logo.type};base64,${Buffer.from(logo.bytes).toString('base64')}`
    return picture ? { ...mail, html: mail.html.replace(`cid:${LOGO_ID}`, picture) } : mail
  }),

  test: app.deliverySettings.test.handler(async ({ input: { body }, context }) => {
    const { db, actor, config, now } = context
    if (!config.smtpUrl)
      throw new Conflict('Sending is not set up on this server. Whoever runs it sets MUSTER_SMTP_URL.')
    const member = actor.kind === 'account' && (await findMember(db.read, actor.workspaceId, actor.id))
    if (!member) throw new Forbidden('A test goes to one’s own address, and an API key has none.')
    const workspace = await workspaceWith(db.read, actor.workspaceId, body.settings ?? {})
    const sample = { ...body, firstName: firstOf(actor.name), url: config.baseUrl, now: now().getTime() }
    const mailer = createMailer(config.smtpUrl)
    try {
      const key = `muster.test.${crypto.randomUUID()}`
      const verdict = await mailer.send(
        {
          ...addressed(workspace, config, sampleMail(workspace, sample)),
          to: { name: member.name, address: member.email },
          messageId: `<${key}@${new URL(config.baseUrl).hostname}>`,
          key,
        },
        AbortSignal.timeout(TEST_MS),
      )
      const words = verdict.kind === 'sent' ? null : verdict.words
      return { to: member.email, isSent: verdict.kind === 'sent', words }
    } finally {
      mailer.close()
    }
  }),
}

/** Every open window shows it. */
async function changed({ db, actor, live }: Context) {
  live.tell(actor.workspaceId, { event: 'message', data: { assignments: [] } })
  return await showDelivery(db.read, actor.workspaceId)
}

const firstOf = (name: string) => name.split(' ')[0] ?? ''
