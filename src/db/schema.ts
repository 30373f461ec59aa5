import type { Generated } from 'kysely'
import type { AccessSchema } from './accessTables.ts'
import type { ChangePersonTable, ChangeRowTable, ChangeSetTable, ChangeTable } from './changeTables.ts'
import type { DeliverySchema } from './deliveryTables.ts'
import type { RecipientPastTable, StepTakenBackTable } from './recipientPast.ts'

/**
 * The tables as TypeScript sees them; db/migrations.ts makes them. Times are milliseconds since 1970 (UTC), JSON is
 * text, sets are portable Roaring bytes: the same in both databases. Every key leads with workspace_id.
 */
export type Schema = AccessSchema &
  DeliverySchema & {
    workspace: WorkspaceTable
    person: PersonTable
    tag_key: TagKeyTable
    tag: TagTable
    alias: AliasTable
    segment: SegmentTable
    assignment: AssignmentTable
    recipient: RecipientTable
    recipient_past: RecipientPastTable
    step_done: StepDoneTable
    step_taken_back: StepTakenBackTable
    exception: ExceptionTable
    import: ImportTable
    import_chunk: { workspace_id: number; import_id: number; n: number; bytes: Uint8Array }
    import_problem: ImportProblemTable
    import_row: ImportRowTable
    import_preset: ImportPresetTable
    change: ChangeTable
    change_set: ChangeSetTable
    change_person: ChangePersonTable
    change_row: ChangeRowTable
    idempotency: IdempotencyTable
    guide_feedback: GuideFeedbackTable
  }

export type WorkspaceTable = {
  id: number
  organization_id: string
  name: string
  time_zone: string
  /** JSON of Settings.limits. */
  limits: string
  /** JSON of Settings' workingDays and closedDays. */
  calendar: string
  /** The number of the last change. */
  version: number
  /** The workspace's day (YYYY-MM-DD) that day-relative conditions were last evaluated for. */
  evaluated_on: string
  next_person: number
  next_key: number
  next_tag: number
  next_segment: number
  next_assignment: number
  next_import: number
  next_message: number
  next_exception: number
  next_alias: number
  created_at: number
  /** How long files of imports are kept after their end. */
  keep_files_days: number
  /** JSON of the parts of StoredDelivery that are set. */
  delivery: string
  /** JSON of Paused, while sending is paused. */
  paused: string | null
  /** JSON of Unconfirmed, while nobody has said that this copy of the data is to send. */
  unconfirmed: string | null
  /** JSON of StoredLeaderboard, while there is one. */
  leaderboard: string | null
}

export type PersonTable = {
  workspace_id: number
  /** Dense within the workspace: what the roster's sets hold. */
  id: number
  /** Lower case; unique in the workspace, whatever the status. */
  email: string
  first_name: string
  last_name: string
  external_id: string | null
  /** removed: made by an act that was undone; nobody sees it, its number is not given away again. */
  status: 'active' | 'inactive' | 'removed'
  /** JSON array of tag ids, ascending. */
  tags: string
  /** Folded "last first email externalId": what the list sorts by and searches in. */
  search: string
  created_at: number
  updated_at: number
  /** The last change that wrote this row. */
  changed_in: number
  /** Which of their personal links leads anywhere: the first, or the one after so many replacements. */
  link_generation: Generated<number>
  /** 1: not even that one does. */
  link_revoked: Generated<number>
}

export type TagKeyTable = {
  workspace_id: number
  id: number
  name: string
  name_fold: string
  type: 'text' | 'number' | 'date' | 'yesNo'
  position: number
  changed_in: number
  deleted_in: number | null
}

export type TagTable = {
  workspace_id: number
  id: number
  key_id: number
  value: string
  value_fold: string
  changed_in: number
  deleted_in: number | null
}

/** Another spelling of a key's name or of a tag's value: exactly one of the two ids is set. */
export type AliasTable = {
  workspace_id: number
  id: number
  key_id: number | null
  tag_id: number | null
  spelling: string
  spelling_fold: string
  /** means: whoever writes the spelling means the target. apart: it looks like the target and is not it. */
  kind: 'means' | 'apart'
  created_at: number
  created_by: string
  changed_in: number
  deleted_in: number | null
}

export type SegmentTable = {
  workspace_id: number
  id: number
  name: string
  name_fold: string
  description: string
  /** JSON of a BoundRule. */
  rule: string
  updated_at: number
  changed_in: number
  deleted_in: number | null
}

export type AssignmentTable = {
  workspace_id: number
  id: number
  title: string
  instructions: string
  link: string | null
  /** JSON {include, exclude}. */
  audience: string
  joiners: 'receive' | 'ignore'
  leavers: 'keep' | 'withdraw'
  starts_at: number | null
  /** JSON of Due. */
  due: string | null
  /** JSON of Repeat. */
  repeat: string | null
  /** The newest occurrence: the number of the row that whoever receives it now gets. */
  occurrence: number
  /** The day (YYYY-MM-DD) behind which the next occurrence is looked for; null: the day it was published. */
  occurred_on: string | null
  /** JSON array of days. */
  reminders: string
  /** What the recipient says at the end: that they have done it, or that they have read and understood it. */
  completion: 'done' | 'acknowledged'
  /** JSON array of Step, in their order. */
  steps: string
  /** The first number no step has had yet: what somebody did never counts for another step. */
  next_step: number
  status: 'draft' | 'scheduled' | 'live' | 'closed'
  published_at: number | null
  closed_at: number | null
  created_at: number
  updated_at: number
  changed_in: number
  deleted_in: number | null
}

/** One person's one occurrence. The row without `superseded_at` is the present one; the others stay as evidence. */
export type RecipientTable = {
  workspace_id: number
  assignment_id: number
  person_id: number
  /** 1 for what was received first; rises with each further one. */
  occurrence: number
  status: 'assigned' | 'opened' | 'completed' | 'withdrawn'
  assigned_at: number
  due_at: number | null
  opened_at: number | null
  completed_at: number | null
  withdrawn_at: number | null
  /** When the person received the occurrence after this one. */
  superseded_at: number | null
  /** JSON array of segment ids. */
  via: string
  /** The change that assigned it last. */
  assigned_in: number
  /** The change that recorded the completion; null where the recipient said so themselves. */
  completed_in: number | null
  /** What whoever recorded it wrote beside it: a score, a note. */
  evidence: string | null
}

/** A recipient has done a step, once for each occurrence. Rows of steps that were removed stay. */
export type StepDoneTable = {
  workspace_id: number
  assignment_id: number
  person_id: number
  occurrence: number
  step_id: number
  done_at: number
}

/** A person for whom an assignment is otherwise than for the rest of its audience. */
export type ExceptionTable = {
  workspace_id: number
  id: number
  assignment_id: number
  person_id: number
  /** exempt: does not receive it, up to and including the day `until`. extended: is due on the day `until`. */
  kind: 'exempt' | 'extended'
  /** The occurrence whose due day is extended; 0 for exempt, which is for all of them. */
  occurrence: number
  /** YYYY-MM-DD; null is an exemption without end. */
  until: string | null
  reason: string
  made_at: number
  /** The name of whoever made it. */
  made_by: string
  ended_at: number | null
  ended_by: string | null
  changed_in: number
  deleted_in: number | null
}

export type ImportTable = {
  workspace_id: number
  id: number
  status: 'reading' | 'ready' | 'committing' | 'done' | 'failed' | 'undone' | 'cancelled'
  file_name: string
  bytes: number
  /** JSON of what the file says of itself: format, encoding, delimiter, sheet, sheets, columns, preview, notes. */
  about: string
  options: string
  rows: number
  progress_done: number
  progress_total: number
  plan: string | null
  problems: number
  error: string | null
  change_id: number | null
  created_at: number
  created_by: string
  /** JSON of who confirmed what, while status is committing: a restarted server goes on from it. */
  pending: string | null
  /** When it was confirmed or cancelled, and by whom. */
  ended_at: number | null
  ended_by: string | null
  /** How long the commit took, from the button on. */
  took_ms: number | null
  /** When the file's chunks were deleted; null while they are kept. */
  file_deleted_at: number | null
}

export type ImportProblemTable = {
  workspace_id: number
  import_id: number
  n: number
  row_number: number
  column_name: string | null
  value: string | null
  message: string
}

/** Which rows of the file people were written from, some thousand runs to a pack (changes/rowNumbers.ts). */
export type ImportRowTable = {
  workspace_id: number
  import_id: number
  first_person_id: number
  rows: Uint8Array
}

/** Options of imports, kept for files with the same headers. */
export type ImportPresetTable = {
  workspace_id: number
  id: number
  name: string
  name_fold: string
  /** JSON array of the folded headers, ascending, each once. */
  headers: string
  /** JSON of ImportOptions. */
  options: string
  created_at: number
  created_by: string
}

export type IdempotencyTable = {
  workspace_id: number
  key: string
  /** Method, path and a hash of the body: the same key with another request is refused. */
  request: string
  status: number | null
  body: string | null
  at: number
}

export type GuideFeedbackTable = {
  workspace_id: number
  id: number
  slug: string
  answered: number
  remark: string
  by_name: string
  at: number
}

/** Rows without the columns that the commit itself fills in: what drafts hold and before-images keep. */
export type KeyRow = Omit<TagKeyTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
export type TagRow = Omit<TagTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
export type AliasRow = Omit<AliasTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
export type SegmentRow = Omit<SegmentTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
export type AssignmentRow = Omit<AssignmentTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
export type ExceptionRow = Omit<ExceptionTable, 'workspace_id' | 'changed_in' | 'deleted_in'>
