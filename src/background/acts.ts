import { publishAssignment } from '../assignments/publishAssignment.ts'
import { repeatAssignment } from '../assignments/repeatAssignment.ts'
import type { Act } from '../changes/perform.ts'
import { undoChange } from '../changes/undo/undoChange.ts'
import { setStatus } from '../people/setStatus.ts'
import { setTags } from '../people/setTags.ts'
import { deleteKey } from '../tags/deleteKey.ts'
import { deleteTag } from '../tags/deleteTag.ts'
import { mergeKeys } from '../tags/mergeKeys.ts'
import { mergeTags } from '../tags/mergeTags.ts'

/** Acts that may touch very many people. Their arguments are plain data, so that the background thread can carry them out. */
export const acts = {
  publishAssignment,
  repeatAssignment,
  undoChange,
  setStatus,
  setTags,
  deleteTag,
  mergeTags,
  deleteKey,
  mergeKeys,
}

export type ActName = keyof typeof acts
export type ActArguments<Name extends ActName> = Parameters<(typeof acts)[Name]>
export type ActResult<Name extends ActName> =
  ReturnType<(typeof acts)[Name]> extends Act<infer Result> ? Result : never
