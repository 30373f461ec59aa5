import { z } from 'zod'
import { Invalid } from '../errors.ts'

/** What numbers rows: beyond it PostgreSQL answers with an error where it should find nothing. */
export const RowNumber = z
  .int()
  .min(0)
  .max(2 ** 31 - 1)

/** A position in a list, sealed into text that nobody takes apart: what `nextCursor` is. */
export function writeCursor(position: unknown): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/** The position again; undefined without a cursor. Throws Invalid for one this list has not given out. */
export function readCursor<Schema extends z.ZodType>(
  schema: Schema,
  cursor: string | undefined,
): z.infer<Schema> | undefined {
  if (cursor === undefined) return undefined
  try {
    return schema.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString()))
  } catch {
    throw new Invalid('This cursor is not one that Muster gave out; leave it out to begin at the top.', [
      { path: 'cursor', message: 'Not a cursor of this list.' },
    ])
  }
}
