import type { Connection, QueryResult, Submittable } from 'pg'

/** What pg has and its types leave out: the messages of a COPY, and the socket that says when it is full. */
type CopyConnection = Connection & {
  stream: NodeJS.WritableStream & { writableNeedDrain: boolean }
  sendCopyFromChunk(chunk: Buffer): void
  endCopyFrom(): void
  sendCopyFail(reason: string): void
}

const CHUNK = 128 * 1024

/**
 * Rows for PostgreSQL as `COPY … FROM STDIN` takes them, in its text format: the quickest way in, and they are made as the
 * connection takes them. pg hands every query object what the server says while it is that one's turn.
 */
export class CopyIn implements Submittable {
  readonly done: Promise<void>
  private readonly text: string
  private readonly rows: Iterable<readonly unknown[]>
  private readonly settle: { resolve(): void; reject(error: unknown): void }
  private failure: unknown

  constructor(text: string, rows: Iterable<readonly unknown[]>) {
    this.text = text
    this.rows = rows
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    this.done = promise
    this.settle = { resolve, reject }
  }

  submit(connection: Connection): void {
    connection.query(this.text)
  }

  handleCopyInResponse(connection: CopyConnection): void {
    this.send(connection).catch((error: unknown) => {
      this.failure ??= error
      connection.sendCopyFail('The rows could not be made.')
    })
  }

  handleError(error: unknown): void {
    this.failure ??= error
    this.settle.reject(this.failure)
  }

  handleReadyForQuery(): void {
    if (!this.failure) this.settle.resolve()
  }

  handleCommandComplete(_result: QueryResult): void {}

  private async send(connection: CopyConnection): Promise<void> {
    let chunk = ''
    const flush = async () => {
      connection.sendCopyFromChunk(Buffer.from(chunk))
      chunk = ''
      if (connection.stream.writableNeedDrain) await drained(connection.stream)
    }
    for (const row of this.rows) {
      chunk += line(row)
      if (chunk.length < CHUNK) continue
      await flush()
      // Whatever the server refused, it has told already; the rest it would only throw away.
      if (this.failure) return
    }
    if (chunk !== '') await flush()
    connection.endCopyFrom()
  }
}

async function drained(stream: NodeJS.WritableStream): Promise<void> {
  await new Promise<void>(resolve => {
    const go = () => {
      stream.off('drain', go).off('close', go)
      resolve()
    }
    stream.on('drain', go).on('close', go)
  })
}

function line(row: readonly unknown[]): string {
  let text = field(row[0])
  for (let at = 1; at < row.length; at++) text += `\t${field(row[at])}`
  return `${text}\n`
}

const SPECIAL = /[\\\n\r\t]/
const ESCAPES: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t' }

function field(value: unknown): string {
  if (typeof value === 'number') return String(value)
  if (value === null) return '\\N'
  if (value instanceof Uint8Array) return `\\\\x${Buffer.from(value).toString('hex')}`
  const text = String(value)
  return SPECIAL.test(text) ? text.replace(/[\\\n\r\t]/g, sign => ESCAPES[sign] ?? sign) : text
}
