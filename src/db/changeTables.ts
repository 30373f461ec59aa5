/** The change log's tables. */
export type ChangeTable = {
  workspace_id: number
  id: number
  at: number
  actor_kind: 'account' | 'key' | 'system'
  actor_id: string
  actor_name: string
  act: string
  summary: string
  /** JSON of the Plan as committed. */
  plan: string
  undoes: number | null
  undone_by: number | null
  import_id: number | null
  idempotency_key: string | null
  /** The day (YYYY-MM-DD) the change raised the workspace to; null when it stayed in the day it was in. */
  day: string | null
}

export type SetKind = 'people' | 'changed' | 'tag' | 'segment' | 'assignment' | 'renewed'

/**
 * Who entered and who left one tag, segment, assignment, or (kind people, target 0) the active people. Of kind renewed: who
 * has an assignment already and received its next occurrence.
 */
export type ChangeSetTable = {
  workspace_id: number
  change_id: number
  kind: SetKind
  target_id: number
  entered: Uint8Array
  left_set: Uint8Array
}

/**
 * Before-images of people. Created people are one row per unbroken run of ids with `before` null; overwritten ones are
 * JSON arrays of person rows, some hundred to a row.
 */
export type ChangePersonTable = {
  workspace_id: number
  change_id: number
  first_id: number
  last_id: number
  before: string | null
}

/** Before-images of keys, tags, aliases, segments, assignments and exceptions; `before` is null for what the change created. */
export type ChangeRowTable = {
  workspace_id: number
  change_id: number
  kind: 'key' | 'tag' | 'alias' | 'segment' | 'assignment' | 'exception'
  row_id: number
  before: string | null
}
