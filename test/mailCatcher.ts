import { type ParsedMail, simpleParser } from 'mailparser'
import { SMTPServer } from 'smtp-server'

export type CaughtMail = ParsedMail & { envelopeTo: string[] }

export type MailCatcher = {
  url: string
  mails: CaughtMail[]
  /** How the next mails are answered; undefined takes them. By default all are taken. */
  answer: (to: string, attempt: number) => MailAnswer | undefined
  /** Deliveries that were begun, taken or not. */
  attempts: number
  close(): Promise<void>
}

export type MailAnswer = {
  /** After the recipient is named, after the content, or by dropping the connection once the content is there. */
  at: 'recipient' | 'content' | 'drop'
  code?: number
  words?: string
}

/** A real mail server on a free loopback port that keeps what it is given. */
export async function startMailCatcher(): Promise<MailCatcher> {
  const refusal = ({ code, words }: MailAnswer) =>
    Object.assign(new Error(words ?? 'No'), { responseCode: code ?? 550 })
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    onRcptTo({ address }, _session, done) {
      catcher.attempts += 1
      const answer = catcher.answer(address, catcher.attempts)
      done(answer?.at === 'recipient' ? refusal(answer) : null)
    },
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map(recipient => recipient.address)
      const answer = catcher.answer(to[0] ?? '', catcher.attempts)
      simpleParser(stream).then(mail => {
        if (answer?.at === 'content') return done(refusal(answer))
        catcher.mails.push({ ...mail, envelopeTo: to })
        if (answer?.at === 'drop') {
          // The mail is taken, but nobody ever hears of it.
          for (const client of connections) client.destroy()
          return
        }
        done()
      }, done)
    },
  })
  const connections = new Set<import('node:net').Socket>()
  server.server.on('connection', socket => {
    connections.add(socket)
    socket.on('close', () => connections.delete(socket))
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The mail catcher has no port.')
  const catcher: MailCatcher = {
    url: `smtp://127.0.0.1:${address.port}`,
    mails: [],
    answer: () => undefined,
    attempts: 0,
    async close() {
      for (const socket of connections) socket.destroy()
      await new Promise<void>(resolve => server.close(resolve))
    },
  }
  return catcher
}
