import { createTransport } from 'nodemailer'
import type { Mail } from './renderMail.ts'

export type Letter = Mail & {
  from: { name: string; address: string } | string
  to: { name: string; address: string }
  messageId: string
  /** The same for every try of the same message, for relays that keep repeats back by it. */
  key: string
  logo: { id: string; type: string; bytes: Uint8Array } | null
}

/** What became of one letter; `words` are the mail server's own. */
export type Verdict =
  | { kind: 'sent' }
  /** The server said no to this letter for good; `bounced` when it was the address that it does not know. */
  | { kind: 'refused'; words: string; bounced: boolean }
  /** It was surely not taken: try again later. `unreachable` is the server's trouble, not this letter's. */
  | { kind: 'later'; words: string; unreachable: boolean }
  /** It may have been taken: the connection was lost between the last word of the letter and the answer. */
  | { kind: 'unknown'; words: string }

export type Mailer = {
  send(letter: Letter, signal: AbortSignal): Promise<Verdict>
  close(): void
}

export function createMailer(smtpUrl: string): Mailer {
  // Letters whose last byte is with the server: from there on an error without an answer leaves it open what happened.
  const handedOver = new Set<string>()
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 5,
    maxMessages: 100,
    // Whether to try again is decided by the outbox, which writes it down, never quietly by the pool.
    maxRequeues: 0,
    // Shorter than servers wait, so that a letter is never begun on a connection that is just being closed.
    idleTimeout: 20_000,
    connectionTimeout: 30_000,
    greetingTimeout: 30_000,
    socketTimeout: 60_000,
    dnsTimeout: 30_000,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  transport.use('stream', (mail, done) => {
    const id = String(mail.data.messageId)
    mail.message.processFunc(content => {
      content.once('end', () => handedOver.add(id))
      return content
    })
    done()
  })
  return {
    async send({ logo, key, ...letter }, signal) {
      try {
        await transport.sendMail({
          ...letter,
          signal,
          // RFC 3834: keeps out-of-office answers away.
          headers: { 'Auto-Submitted': 'auto-generated', 'Idempotency-Key': key },
          attachments: logo
            ? [
                {
                  cid: logo.id,
                  content: Buffer.from(logo.bytes),
                  contentType: logo.type,
                  contentDisposition: 'inline' as const,
                  filename: 'logo',
                },
              ]
            : [],
        })
        return { kind: 'sent' }
      } catch (error) {
        return verdictOf(error, handedOver.has(letter.messageId))
      } finally {
        handedOver.delete(letter.messageId)
      }
    },
    close: () => transport.close(),
  }
}

/** Errors that are answers to this very letter: MAIL FROM, RCPT TO, DATA, and the end of the content. */
const ABOUT_THE_LETTER = new Set(['EENVELOPE', 'EMESSAGE'])

export function verdictOf(error: unknown, wasHandedOver: boolean): Verdict {
  const { code, responseCode, response, command, message } = readError(error)
  const words = response || message
  if (ABOUT_THE_LETTER.has(code)) {
    // 421 is the server closing down, whatever it was asked.
    const forGood = responseCode === undefined || responseCode >= 500
    return forGood
      ? { kind: 'refused', words, bounced: command === 'RCPT TO' }
      : { kind: 'later', words, unreachable: responseCode === 421 }
  }
  // A refused login (5xx too) is the server's setting and not this letter's fault: it waits until that is mended.
  return wasHandedOver ? { kind: 'unknown', words } : { kind: 'later', words, unreachable: true }
}

function readError(error: unknown) {
  const { code, responseCode, response, command } = Object(error) as Record<string, unknown>
  return {
    code: typeof code === 'string' ? code : '',
    responseCode: typeof responseCode === 'number' ? responseCode : undefined,
    response: typeof response === 'string' ? response : '',
    command: typeof command === 'string' ? command : '',
    message: error instanceof Error ? error.message : String(error),
  }
}
