import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Invalid, TooLarge } from '../errors.ts'
import { readJson } from '../http/readJson.ts'
import { ImportOptions } from './contract.ts'
import { giveBackBuffers } from './giveBackMemory.ts'

export type Upload = { path: string; fileName: string; options: ImportOptions; remove(): Promise<void> }

/** In the data folder: files while they are being received. */
export const UPLOADS = 'uploads'

const MEGABYTE = 1024 * 1024
/** What a form may need beside its file: headers, boundaries, options. */
const FORM_BYTES = MEGABYTE

const STALLED_MS = 60_000

/**
 * Streams the `file` of a multipart request to a temporary file in the data folder, never to memory. The caller removes
 * it. Throws TooLarge as soon as the limit is passed, and Invalid for a form that is broken, without a file or with
 * options that cannot be read, and when nothing has come for `stalledMs`.
 */
export async function receiveUpload(
  request: FastifyRequest,
  dataFolder: string,
  maxBytes: number,
  stalledMs = STALLED_MS,
): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new Invalid('Send the file as multipart/form-data with a part named “file”.', [
      { path: 'file', message: 'The file is missing.' },
    ])
  }
  const folder = join(dataFolder, UPLOADS)
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const remove = () => rm(path, { force: true })
  const { signal, end } = whenStalled(request.raw, stalledMs)
  try {
    const { fileName, options } = await orAborted(readForm(request, { path, maxBytes, signal }), signal)
    if (fileName !== null) return { path, fileName, options, remove }
  } catch (error) {
    letGo(request.raw, maxBytes)
    await remove()
    throw formProblem(error) ?? error
  } finally {
    end()
  }
  throw new Invalid('The form has no file.', [{ path: 'file', message: 'Choose a CSV or Excel file.' }])
}

type Spool = { path: string; maxBytes: number; signal: AbortSignal }

async function readForm(request: FastifyRequest, { path, maxBytes, signal }: Spool) {
  let fileName: string | null = null
  let options: ImportOptions = {}
  for await (const part of request.parts()) {
    if (part.type === 'file' && part.fieldname === 'file' && fileName === null) {
      fileName = nameOf(part)
      if (Number(request.headers['content-length']) > maxBytes + FORM_BYTES)
        throw tooLarge(fileName, maxBytes)
      await spool(part, fileName, { path, maxBytes, signal })
    } else if (part.type === 'file') part.file.resume()
    else if (part.fieldname === 'options') options = readOptions(String(part.value))
  }
  return { fileName, options }
}

/** Aborted when nothing has come in for so long: whoever sends has lost the connection without a word, or is up to no good. */
function whenStalled(incoming: IncomingMessage, ms: number): { signal: AbortSignal; end(): void } {
  const stalled = new AbortController()
  const stop = () => {
    const problem = `Nothing of the upload has come for ${ms / 1000} seconds. Look at the connection and send the file again.`
    stalled.abort(new Invalid(problem, [{ path: 'file', message: problem }]))
  }
  incoming.setTimeout(ms)
  incoming.once('timeout', stop)
  return {
    signal: stalled.signal,
    end() {
      incoming.setTimeout(0)
      incoming.off('timeout', stop)
    },
  }
}

/** The work's result, unless the signal comes first; what the work says after that is of no interest. */
async function orAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort)
  try {
    return await Promise.race([work, promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}

/** Control characters are nobody's file name, and no database keeps a zero. */
function nameOf({ filename }: MultipartFile): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones to take out
  return (filename ?? '').replace(/[\u0000-\u001f\u007f]/g, '').slice(0, 200) || 'people.csv'
}

async function spool(
  part: MultipartFile,
  fileName: string,
  { path, maxBytes, signal }: Spool,
): Promise<void> {
  // The parser would wait for the end of what is too large, and that may never come.
  part.file.once('limit', () => part.file.destroy(tooLarge(fileName, maxBytes)))
  const giveBack = giveBackBuffers()
  part.file.on('data', (piece: Buffer) => giveBack(piece.length))
  await pipeline(part.file, createWriteStream(path), { signal })
}

function tooLarge(fileName: string, maxBytes: number): TooLarge {
  const megabytes = Math.floor(maxBytes / MEGABYTE)
  return new TooLarge(
    `“${fileName}” is larger than ${megabytes} MB. Split it and import the parts one after the other.`,
  )
}

const FORM_PROBLEMS: Record<string, string> = {
  FST_FILES_LIMIT: 'The form has more than one file. Send one file at a time.',
  FST_FIELDS_LIMIT: 'The form has too many fields. Send the file as “file” and the options as “options”.',
  FST_PARTS_LIMIT: 'The form has too many parts. Send the file as “file” and the options as “options”.',
}

/** What the parser says of a form that is none are plain errors; those of the file system and of Fastify have codes. */
function formProblem(error: unknown): Invalid | undefined {
  if (!(error instanceof Error)) return undefined
  const code = 'code' in error ? String(error.code) : ''
  const isBroken = error.name === 'Error' && code === ''
  const problem = isBroken
    ? 'The upload broke off, or is not a multipart form. Send the file again.'
    : FORM_PROBLEMS[code]
  return problem === undefined ? undefined : new Invalid(problem, [{ path: 'file', message: problem }])
}

const LET_GO_MS = 30_000
const LET_GO_BYTES = 64 * MEGABYTE

/**
 * What is still being sent of a refused upload is read and thrown away, since many clients look at the answer only when
 * all is sent; but not for ever.
 */
function letGo(incoming: IncomingMessage, maxBytes: number): void {
  if (incoming.readableEnded || incoming.destroyed) return
  const giveUp = () => incoming.destroy()
  const timer = setTimeout(giveUp, LET_GO_MS)
  timer.unref()
  let left = Math.max(maxBytes, LET_GO_BYTES)
  incoming.on('data', (chunk: Buffer) => {
    left -= chunk.length
    if (left < 0) giveUp()
  })
  for (const over of ['end', 'close']) incoming.once(over, () => clearTimeout(timer))
  // The parser takes nothing any more: as long as it is piped there, each piece would pause what comes after it.
  incoming.unpipe()
  incoming.resume()
}

function readOptions(text: string): ImportOptions {
  let value: unknown
  try {
    value = readJson(text)
  } catch {
    throw new Invalid('The options are not JSON.', [
      { path: 'options', message: 'Write them as JSON, for example {"delimiter": ";"}.' },
    ])
  }
  const read = ImportOptions.safeParse(value)
  if (read.success) return read.data
  throw new Invalid(
    'The options cannot be used.',
    read.error.issues.map(issue => ({ path: ['options', ...issue.path].join('.'), message: issue.message })),
  )
}
