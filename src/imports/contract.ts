import { z } from 'zod'
import { Plan, planOr } from '../changes/contract.ts'
import {
  actQuery,
  download,
  endpoint,
  flag,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  stillQuery,
  writing,
} from '../http/endpoint.ts'
import { certainties } from './file/certainties.ts'

const about = ['Imports'] as const

export const columnRoles = [
  'email',
  'firstName',
  'lastName',
  /** Taken apart: `Doe, Jane` at the comma, else the last word with its particles is the last name. */
  'fullName',
  'externalId',
  'tag',
  'ignore',
] as const

export const Column = z.object({
  header: z.string(),
  role: z.enum(columnRoles),
  /** The tag key the column fills; null unless role is tag. */
  key: z.string().nullable(),
})
export type Column = z.infer<typeof Column>

/** What may part several values in one cell. */
export const separators = [';', ',', '|', '/', '\n'] as const
export const importModes = ['createAndUpdate', 'create', 'update'] as const

export const ImportOptions = z.object({
  /** Absent or null: recognised from the file. */
  encoding: z.string().max(40).nullish(),
  delimiter: z.enum([',', ';', '\t', '|']).nullish(),
  sheet: z.string().max(200).nullish(),
  /** Column roles by header; columns not named keep what was recognised. */
  columns: z
    .array(
      z.object({
        header: z.string().max(1_000),
        role: z.enum(columnRoles),
        key: z.string().trim().max(200).nullish(),
        /** Of a tag column: what parts several values in one cell; absent or null: one cell is one value. */
        separator: z.enum(separators).nullish(),
        /** Of a tag column: whether a blank cell leaves the person's tags of the key (as when absent) or takes them away. */
        blank: z.enum(['leave', 'clear']).optional(),
        /** Of a tag column: whether values take the place of the person's tags of the key (as when absent) or join them. */
        values: z.enum(['replace', 'add']).optional(),
        /** Of a tag column: yes gives the tag `key: Yes`, no takes the person's tags of the key away. */
        yesNo: z.boolean().optional(),
      }),
    )
    .max(500)
    .optional(),
  /** Which rows count: all (as when absent), only those of new people, or only those of people who are here. */
  mode: z.enum(importModes).optional(),
  /** How the person of a row is found; by external id, the row's e-mail address becomes theirs. Absent: by e-mail. */
  match: z.enum(['email', 'externalId']).optional(),
  /** The file names everybody: active people who are not in it are deactivated. */
  fullList: z.boolean().optional(),
  /** What spellings mean: decided look-alikes, remembered once the import is committed. */
  spellings: z
    .array(
      z.object({
        /** The tag key, as the plan names it. */
        key: z.string().trim().min(1).max(200),
        /** The spelling of a value of it; absent or null: the key's name is the spelling. */
        value: z.string().trim().min(1).max(200).nullish(),
        /** The value, or the key, it is another spelling of; null: it is its own and no look-alike. */
        means: z.string().trim().min(1).max(200).nullable(),
      }),
    )
    .max(5_000)
    .optional(),
  /** The preset these options come from, by id. Absent at upload: recognised by the headers; null: none. */
  preset: z.number().int().nullish(),
})
export type ImportOptions = z.infer<typeof ImportOptions>

export const importStatuses = [
  'reading',
  'ready',
  'committing',
  'done',
  'failed',
  'undone',
  'cancelled',
] as const

export const Import = z.object({
  id: z.number().int(),
  status: z.enum(importStatuses),
  fileName: z.string(),
  format: z.enum(['csv', 'xlsx']).nullable(),
  encoding: z.string().nullable(),
  /** How sure the encoding is; null for a workbook. */
  encodingCertainty: z.enum(certainties).nullable(),
  /** Encodings the file may be in, the likeliest first, each with its first cell beyond ASCII as it would read. */
  encodingReadings: z.array(z.object({ encoding: z.string(), example: z.string() })),
  delimiter: z.string().nullable(),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  /** Data rows found in the file. */
  rows: z.number().int(),
  columns: z.array(Column),
  /** The first rows, cell by cell, in the file's own column order; secrets that are left out as dots. */
  preview: z.array(z.array(z.string())),
  /** How the full name of each previewed row is taken apart; empty when no column is one. */
  previewNames: z.array(z.object({ firstName: z.string(), lastName: z.string() })),
  options: ImportOptions,
  /** The preset that is applied; null when there is none. */
  preset: z.object({ id: z.number().int(), name: z.string() }).nullable(),
  progress: z.object({ done: z.number().int(), total: z.number().int() }),
  plan: Plan.nullable(),
  /** How many rows are refused or carry a remark. */
  problems: z.number().int(),
  /** Remarks on the whole file: a column switched off, a heading row found further down. */
  notes: z.array(z.string()),
  /** Why the import cannot go on, as a sentence; set when status is failed. */
  error: z.string().nullable(),
  changeId: z.number().int().nullable(),
  createdAt: moment,
  createdBy: z.string(),
  /** When it was confirmed or cancelled, and by whom; null while it is open. */
  endedAt: moment.nullable(),
  endedBy: z.string().nullable(),
  /** How long the commit took, in milliseconds. */
  tookMs: z.number().int().nullable(),
  /** The file as it was uploaded: GET /imports/{id}/file as long as it is kept. */
  file: z.object({
    bytes: z.number().int(),
    /** Known from the end of the import on: the workspace's settings say how long files are kept. */
    keptUntil: moment.nullable(),
    deletedAt: moment.nullable(),
  }),
})
export type Import = z.infer<typeof Import>

export const RowProblem = z.object({
  /** The row as a spreadsheet program numbers it. */
  row: z.number().int(),
  column: z.string().nullable(),
  value: z.string().nullable(),
  message: z.string(),
})
export type RowProblem = z.infer<typeof RowProblem>

export const importsContract = {
  create: endpoint
    .meta({ role: 'editor', raw: true })
    .route({
      method: 'POST',
      path: '/imports',
      summary: 'Upload a file (multipart) and plan its import',
      tags: [...about],
      successStatus: 201,
    })
    .input(z.object({ file: z.file(), options: z.string().optional() }))
    .output(Import),
  list: reading('viewer', '/imports', { summary: 'Imports, newest first', tags: about })
    .input(z.object(pageQuery))
    .output(pageOf(Import)),
  get: reading('viewer', '/imports/{id}', { summary: 'One import, with its progress and plan', tags: about })
    .input(idParams)
    .output(Import),
  update: writing('editor', 'PATCH', '/imports/{id}', {
    summary: 'Change options; the import is planned anew',
    tags: about,
  })
    .input(
      z.object({
        params: idParams,
        query: z.object({ dryRun: flag.optional() }).default({}),
        body: z.object({ options: ImportOptions }),
      }),
    )
    .output(z.union([Import, Plan])),
  commit: writing('editor', 'POST', '/imports/{id}/commit', {
    summary: 'Do what the plan says, in one transaction',
    tags: about,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(planOr(Import)),
  cancel: writing('editor', 'POST', '/imports/{id}/cancel', {
    still: true,
    summary: 'Give an import up, at any moment until it is committed; nothing of it remains',
    tags: about,
  })
    .input(z.object({ params: idParams, query: stillQuery, body: z.unknown().optional() }))
    .output(Import),
  file: download('/imports/{id}/file', {
    // It holds whole rows, also columns that are left out because they look like secrets.
    role: 'editor',
    summary: 'The file as it was uploaded, as long as it is kept',
    tags: about,
  })
    .input(idParams)
    .output(z.file()),
  problems: reading('viewer', '/imports/{id}/problems', {
    summary: 'Refused rows with their reasons',
    tags: about,
  })
    .input(idParams.extend(pageQuery))
    .output(pageOf(RowProblem)),
  rejectedCsv: download('/imports/{id}/rejected.csv', {
    role: 'editor',
    summary: 'The refused rows in the layout of the file, with a reason column',
    tags: about,
  })
    .input(idParams)
    .output(z.file()),
  rejectedXlsx: download('/imports/{id}/rejected.xlsx', {
    role: 'editor',
    summary: 'The same as a workbook',
    tags: about,
  })
    .input(idParams)
    .output(z.file()),
  templateCsv: download('/templates/people.csv', { summary: 'The template, CSV', tags: about }).output(
    z.file(),
  ),
  templateXlsx: download('/templates/people.xlsx', { summary: 'The template, Excel', tags: about }).output(
    z.file(),
  ),
}
