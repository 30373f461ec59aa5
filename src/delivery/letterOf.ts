import { recipientLink } from '../assignments/recipientLink.ts'
import type { Config } from '../config.ts'
import type { Claim } from './claimMessages.ts'
import type { DueMessage } from './dueMessages.ts'
import { LOGO_ID } from './mailPage.ts'
import { type MailContent, type MailKind, renderMail } from './renderMail.ts'
import { languageFor, type SendingWorkspace } from './sendingWorkspace.ts'
import type { Letter } from './sendMail.ts'
import type { Language } from './words/languages.ts'

type LetterConfig = Pick<Config, 'baseUrl' | 'secret' | 'mailFrom'>

/** The one mail that stands for what was claimed together. A manager's own language and name come with `manager`. */
export function letterOf(
  { workspace, messages }: Claim,
  manager: Manager | undefined,
  config: LetterConfig,
  now: number,
): Letter {
  const [first] = messages
  const isToManager = first.kind === 'escalation'
  const content: MailContent = {
    kind: kindOf(messages),
    workspace: workspace.name,
    look: lookOf(workspace),
    language: isToManager
      ? (manager?.language ?? workspace.delivery.language)
      : languageFor(workspace, first.tags),
    firstName: isToManager ? (manager?.firstName ?? '') : first.first_name,
    items: messages.map(message => ({
      title: message.title,
      instructions: message.instructions,
      dueAt: message.due_at,
      person: isToManager ? `${message.first_name} ${message.last_name}`.trim() || message.email : '',
    })),
    timeZone: workspace.schedule.calendar.timeZone,
    now,
    url:
      isToManager || first.link_revoked === 1
        ? null
        : recipientLink(config, {
            workspaceId: workspace.id,
            personId: first.person_id,
            generation: first.link_generation,
          }),
  }
  const key = `muster.${workspace.id}.${first.id}`
  return {
    ...addressed(workspace, config, renderMail(content)),
    to: isToManager
      ? { name: manager?.name ?? '', address: first.recipient_email }
      : { name: `${first.first_name} ${first.last_name}`.trim(), address: first.email },
    // Always the same for a message, so that a mail server can tell a second try from a second mail.
    messageId: `<${key}@${new URL(config.baseUrl).hostname}>`,
    key,
  }
}

export type Manager = { firstName: string; name: string; language: Language }

function kindOf(messages: readonly DueMessage[]): MailKind {
  const [first] = messages
  if (first?.kind === 'escalation' || messages.length === 1) return first?.kind ?? 'assigned'
  return 'digest'
}

export const lookOf = ({ delivery, logo }: Pick<SendingWorkspace, 'delivery' | 'logo'>) => ({
  colour: delivery.colour,
  texts: delivery.texts,
  hasLogo: logo !== null,
})

/** Who writes, and the logo that comes along. */
export function addressed(
  { name, logo }: Pick<SendingWorkspace, 'name' | 'logo'>,
  { mailFrom }: Pick<Config, 'mailFrom'>,
  mail: Pick<Letter, 'subject' | 'text' | 'html'>,
): Pick<Letter, 'subject' | 'text' | 'html' | 'from' | 'logo'> {
  return {
    ...mail,
    // MUSTER_MAIL_FROM may bring a name of its own; otherwise it is the workspace that writes.
    from: mailFrom.includes('<') ? mailFrom : { name, address: mailFrom },
    logo: logo && { ...logo, id: LOGO_ID },
  }
}
