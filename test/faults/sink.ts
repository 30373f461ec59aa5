import { createServer, type Socket } from 'node:net'

/**
 * A mail server of a few lines over plain sockets, so that it can behave as badly as real ones: `smtp-server` would not
 * answer one byte a second or fall silent after DATA. `misbehave` is asked at every step what to do instead of the right
 * thing.
 */
export type Step = 'connect' | 'recipient' | 'content'
export type Fault =
  /** The connection is closed without a word: before anything, or once the whole mail is there. */
  | 'drop'
  /** The mail is taken, answered 250, and the connection closed in the same breath. */
  | 'dropAfter'
  /** No answer at all. */
  | 'silence'
  /** Every answer of this connection comes one byte a second. */
  | 'crawl'
  /** An answer of three digits. */
  | `${4 | 5}${number}`

export type Sink = {
  url: string
  /** How often each mail, by its Message-ID, was taken in full: answered 250, or with nobody left to hear it. */
  taken: Map<string, number>
  /** Mails that were answered 5xx, at their address or at their content. */
  refused: Set<string>
  /** What was done instead of the right thing, and how often. */
  faults: Map<string, number>
  misbehave: (step: Step) => Fault | null
  /** Milliseconds that pass between a mail and its answer. */
  thinks: () => number
  close(): Promise<void>
}

const CRAWL_MS = 1_000

export async function startSink(): Promise<Sink> {
  const sockets = new Set<Socket>()
  const server = createServer({ noDelay: true }, socket => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    converse(socket, sink)
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('The sink has no port.')
  const sink: Sink = {
    url: `smtp://127.0.0.1:${address.port}`,
    taken: new Map(),
    refused: new Set(),
    faults: new Map(),
    misbehave: () => null,
    thinks: () => 0,
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise(resolve => server.close(resolve))
    },
  }
  return sink
}

function converse(socket: Socket, sink: Sink): void {
  let crawls = false
  let content: string[] | null = null
  let address = ''
  let rest = ''
  let answering = Promise.resolve()
  const write = (text: string) => {
    answering = answering.then(async () => {
      if (!crawls) return void socket.write(text)
      for (const byte of text) {
        if (socket.destroyed) return
        socket.write(byte)
        await new Promise(resolve => setTimeout(resolve, CRAWL_MS))
      }
    })
  }
  const fault = (step: Step): Fault | null => {
    const chosen = sink.misbehave(step)
    if (chosen) sink.faults.set(`${step} ${chosen}`, (sink.faults.get(`${step} ${chosen}`) ?? 0) + 1)
    return chosen
  }
  const takeContent = (mail: string) => {
    // Copied, because a part of a string keeps the whole of it in memory.
    const id = Buffer.from(/^Message-ID: <([^>]+)>/im.exec(mail)?.[1] ?? '').toString()
    const chosen = fault('content')
    if (chosen && /^[45]/.test(chosen)) {
      if (chosen.startsWith('5')) sink.refused.add(id)
      return write(`${chosen} not now, or never\r\n`)
    }
    sink.taken.set(id, (sink.taken.get(id) ?? 0) + 1)
    if (chosen === 'silence') return
    if (chosen === 'drop') return socket.destroy()
    if (chosen === 'dropAfter') return socket.end('250 taken\r\n')
    setTimeout(write, sink.thinks(), '250 taken\r\n')
  }
  const command = (line: string) => {
    const verb = line.slice(0, 4).toUpperCase()
    if (verb === 'EHLO' || verb === 'HELO') return write('250 sink\r\n')
    if (verb === 'RCPT') {
      address = /<([^>]+)>/.exec(line)?.[1] ?? ''
      const chosen = fault('recipient')
      if (chosen?.startsWith('5')) sink.refused.add(address)
      return write(chosen && /^[45]/.test(chosen) ? `${chosen} no such mailbox, perhaps\r\n` : '250 fine\r\n')
    }
    if (verb === 'DATA') {
      content = []
      return write('354 go on\r\n')
    }
    if (verb === 'QUIT') return socket.end('221 bye\r\n')
    write('250 fine\r\n')
  }

  const greeting = fault('connect')
  if (greeting === 'drop') return void socket.destroy()
  if (greeting === 'crawl') crawls = true
  if (greeting?.startsWith('4')) return void socket.end(`${greeting} closing down\r\n`)
  write('220 sink\r\n')
  socket.setEncoding('latin1')
  socket.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\r\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (content === null) command(line)
      else if (line !== '.') content.push(line)
      else {
        const mail = content.join('\n')
        content = null
        takeContent(mail)
      }
    }
  })
}
