import { z } from 'zod'
import {
  actQuery,
  download,
  idParams,
  moment,
  pageOf,
  pageQuery,
  reading,
  writing,
} from '../http/endpoint.ts'
import { moveFilter, moveQuery, PersonMove, PersonName } from './moveContract.ts'

const tags = ['Changes'] as const

const sample = z.object({ entered: z.array(PersonName), left: z.array(PersonName) })

/** What an act would do, or, read from the log, what it did. */
export const Plan = z.object({
  /** Names this plan for GET /plans/{id}/people while it is kept (15 minutes; of a waiting import as long as it stands); null in the log. */
  id: z.string().nullable(),
  /** The workspace version it was made at: send it back as expectedVersion. */
  version: z.number().int(),
  /** One sentence: what the act is. */
  summary: z.string(),
  people: z.object({
    created: z.number().int(),
    updated: z.number().int(),
    unchanged: z.number().int(),
    deactivated: z.number().int(),
    /** Taken away again, because the act that made them is undone. */
    removed: z.number().int(),
    reactivated: z.number().int(),
    refused: z.number().int(),
    /** Rows of an import that only adds or only updates, and that are of the others; absent when there are none. */
    leftOut: z.number().int().optional(),
  }),
  tags: z.object({
    keysCreated: z.array(z.object({ id: z.number().int(), name: z.string() })),
    /** Keys that go; absent in the log's oldest plans. */
    keysRemoved: z
      .array(
        z.object({
          id: z.number().int(),
          name: z.string(),
          /** The key that has its values now; absent when it was deleted with them. */
          mergedInto: z.number().int().optional(),
        }),
      )
      .optional(),
    created: z.array(z.object({ id: z.number().int(), key: z.string(), value: z.string() })),
    removed: z.array(
      z.object({
        id: z.number().int(),
        key: z.string(),
        value: z.string(),
        /** The tag that whoever held it holds now; absent when it was deleted. */
        mergedInto: z.number().int().optional(),
      }),
    ),
    /** Values spelt almost like one that exists: "Slaes" beside "Sales". */
    lookAlikes: z.array(
      z.object({
        key: z.string(),
        value: z.string(),
        like: z.string(),
        /** The tag it is like; absent when that one is new as well. */
        likeId: z.number().int().optional(),
      }),
    ),
    /** New keys spelt almost like one that exists: "Locations" beside "Location"; absent when there are none. */
    keyLookAlikes: z
      .array(z.object({ key: z.string(), like: z.string(), likeId: z.number().int().optional() }))
      .optional(),
    /** Spellings that are read as something else, or are said to be their own; absent when there are none. */
    spellings: z
      .array(
        z.object({
          key: z.string(),
          /** A value of the key; null: the key's own name. */
          value: z.string().nullable(),
          /** The value, or the key, it is another spelling of; null: it is its own. */
          means: z.string().nullable(),
          /** What it is not, though it looks like it; null unless it is its own. */
          unlike: z.string().nullable(),
          /** Whether this act is the one that says so; otherwise the workspace knew. */
          isNew: z.boolean(),
        }),
      )
      .optional(),
    /** Tags whose holders change; the first 200 by size. */
    changed: z.array(
      z.object({
        id: z.number().int(),
        key: z.string(),
        value: z.string(),
        entered: z.number().int(),
        left: z.number().int(),
        before: z.number().int(),
        after: z.number().int(),
      }),
    ),
  }),
  segments: z.array(
    z.object({
      id: z.number().int(),
      name: z.string(),
      entered: z.number().int(),
      left: z.number().int(),
      before: z.number().int(),
      after: z.number().int(),
      sample,
    }),
  ),
  assignments: z.array(
    z.object({
      id: z.number().int(),
      title: z.string(),
      received: z.number().int(),
      withdrawn: z.number().int(),
      /** Of those who receive it, how many have it already and receive its next occurrence; absent when nobody does. */
      renewed: z.number().int().optional(),
      before: z.number().int(),
      after: z.number().int(),
      sample,
    }),
  ),
  messages: z.number().int(),
  /** What the act leaves alone and why (an undo of something changed again since, and the like). */
  notes: z.array(z.string()),
  brake: z.object({ reasons: z.array(z.string()), confirm: z.string() }).nullable(),
})
export type Plan = z.infer<typeof Plan>

/** The answer of an act that has no resource of its own to show. */
export const Committed = z.object({ changeId: z.number().int(), plan: Plan })
export type Committed = z.infer<typeof Committed>

/** What an act answers: its Plan on a dry run, otherwise the resource with the number of the change. */
export function planOr<Shape extends z.ZodRawShape>(resource: z.ZodObject<Shape>) {
  return z.union([resource.extend({ changeId: z.number().int() }), Plan])
}

export const Change = z.object({
  id: z.number().int(),
  at: moment,
  actor: z.object({ kind: z.enum(['account', 'key', 'system']), id: z.string(), name: z.string() }),
  /** The act's name: people.update, tags.merge, imports.commit, … */
  act: z.string(),
  summary: z.string(),
  undoes: z.number().int().nullable(),
  undoneBy: z.number().int().nullable(),
  importId: z.number().int().nullable(),
  canUndo: z.boolean(),
})
export type Change = z.infer<typeof Change>

/** One change that gave a person a tag. */
export const OriginStep = z.object({
  /** By hand (also through the API), by an import, by the merge of another tag into it, or put back by an undo. */
  kind: z.enum(['hand', 'import', 'merge', 'undo']),
  changeId: z.number().int(),
  at: moment,
  actor: z.object({ kind: z.enum(['account', 'key', 'system']), name: z.string() }),
  act: z.string(),
  /** The change that was undone. */
  undoes: z.number().int().nullable(),
  import: z
    .object({
      id: z.number().int(),
      fileName: z.string(),
      /** Of a workbook with several. */
      sheet: z.string().nullable(),
      /** As a spreadsheet program numbers it; null for imports older than this was kept. */
      row: z.number().int().nullable(),
    })
    .nullable(),
  /** The tag as it was called then. */
  mergedFrom: z.object({ key: z.string(), value: z.string() }).nullable(),
})
export type OriginStep = z.infer<typeof OriginStep>

/** Where a person has a tag from: the newest change that gave it; behind a merge or an undo, what had given it before. */
export const TagOrigin = OriginStep.extend({
  /** "From people.xlsx, row 12, imported on 3 March 2026 by Olivia". */
  sentence: z.string(),
  earlier: z.array(OriginStep),
})
export type TagOrigin = z.infer<typeof TagOrigin>

/** A segment's rule, as a change found it and as it left it. */
export const RuleChange = z.object({
  /** With its name of today, or the last it had. */
  segment: z.object({ id: z.number().int(), name: z.string() }),
  /** Whether the segment has been deleted, by this change or since. */
  isGone: z.boolean(),
  /** The rule's text after the change; null when it deleted the segment. What is gone goes by its last name. */
  text: z.string().nullable(),
  /** The text of the rule that was there before; null when the change made the segment. */
  textBefore: z.string().nullable(),
})
export type RuleChange = z.infer<typeof RuleChange>

const planParams = z.object({ id: z.string().max(80) })

export const changesContract = {
  list: reading('viewer', '/changes', { summary: 'The log, newest first', tags })
    .input(
      z.object({
        act: z.string().max(60).optional(),
        actor: z.string().max(200).optional(),
        person: z.coerce.number<number>().int().optional(),
        segment: z.coerce.number<number>().int().optional(),
        ...pageQuery,
      }),
    )
    .output(pageOf(Change)),
  get: reading('viewer', '/changes/{id}', { summary: 'A change with its plan as committed', tags })
    .input(idParams)
    .output(
      Change.extend({
        plan: Plan,
        /** The rules it wrote, the first of them; absent when it wrote none. */
        rules: pageOf(RuleChange).optional(),
      }),
    ),
  rules: reading('viewer', '/changes/{id}/rules', {
    summary: 'The rules a change wrote, before and after',
    tags,
  })
    .input(idParams.extend(pageQuery))
    .output(pageOf(RuleChange)),
  people: reading('viewer', '/changes/{id}/people', {
    summary: 'The people a change moved, before and after',
    tags,
  })
    .input(idParams.extend(moveQuery))
    .output(pageOf(PersonMove)),
  peopleCsv: download('/changes/{id}/people.csv', { summary: 'The same as a CSV file', tags })
    .input(idParams.extend(moveFilter))
    .output(z.file()),
  peopleXlsx: download('/changes/{id}/people.xlsx', { summary: 'The same as a workbook', tags })
    .input(idParams.extend(moveFilter))
    .output(z.file()),
  planPeople: reading('viewer', '/plans/{id}/people', {
    summary: 'The people a fresh plan would move, before and after',
    tags,
  })
    .input(planParams.extend(moveQuery))
    .output(pageOf(PersonMove)),
  planPeopleCsv: download('/plans/{id}/people.csv', { summary: 'The same as a CSV file', tags })
    .input(planParams.extend(moveFilter))
    .output(z.file()),
  planPeopleXlsx: download('/plans/{id}/people.xlsx', { summary: 'The same as a workbook', tags })
    .input(planParams.extend(moveFilter))
    .output(z.file()),
  undo: writing('editor', 'POST', '/changes/{id}/undo', {
    summary: 'Undo a change, as a change of its own',
    tags,
  })
    .input(z.object({ params: idParams, query: actQuery, body: z.unknown().optional() }))
    .output(z.union([Committed, Plan])),
}
