import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { Invalid, TooLarge } from '../errors.ts'
import { ImportOptions } from './contract.ts'

export type Upload = { path: string; fileName: string; options: ImportOptions; remove(): Promise<void> }

/**
 * Streams the `file` of a multipart request to a temporary file in the data folder, never to memory. The caller removes
 * it. Throws TooLarge beyond the limit and Invalid for a form without a file or with options that cannot be read.
 */
export async function receiveUpload(
  request: FastifyRequest,
  dataFolder: string,
  maxBytes: number,
): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new Invalid('Send the file as multipart/form-data with a part named “file”.', [
      { path: 'file', message: 'The file is missing.' },
    ])
  }
  const folder = join(dataFolder, 'uploads')
  await mkdir(folder, { recursive: true })
  const path = join(folder, randomUUID())
  const remove = () => rm(path, { force: true })
  let fileName: string | null = null
  let options: ImportOptions = {}
  try {
    for await (const part of request.parts()) {
      if (part.type === 'file' && part.fieldname === 'file' && fileName === null) {
        await spool(part, path, maxBytes)
        fileName = (part.filename || 'people.csv').slice(0, 200)
      } else if (part.type === 'file') part.file.resume()
      else if (part.fieldname === 'options') options = readOptions(String(part.value))
    }
  } catch (error) {
    await remove()
    throw error
  }
  if (fileName === null)
    throw new Invalid('The form has no file.', [{ path: 'file', message: 'Choose a CSV or Excel file.' }])
  return { path, fileName, options, remove }
}

async function spool(part: MultipartFile, path: string, maxBytes: number): Promise<void> {
  try {
    await pipeline(part.file, createWriteStream(path))
  } catch (error) {
    if (!part.file.truncated) throw error
  }
  if (part.file.truncated) {
    throw new TooLarge(
      `“${part.filename}” is larger than ${Math.floor(maxBytes / 1024 / 1024)} MB. Split it and import the parts one after the other.`,
    )
  }
}

function readOptions(text: string): ImportOptions {
  let value: unknown
  try {
    value = JSON.parse(text)
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
