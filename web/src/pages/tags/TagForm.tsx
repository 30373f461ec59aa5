import type { Tag, TagKey } from '../../../../src/tags/contract.ts'
import { AddTagsForm } from './AddTagsForm.tsx'
import { DeleteKeyForm } from './DeleteKeyForm.tsx'
import { DeleteTagForm } from './DeleteTagForm.tsx'
import { KeyForm } from './KeyForm.tsx'
import { MergeKeyForm } from './MergeKeyForm.tsx'
import { MergeTagForm } from './MergeTagForm.tsx'
import { RenameTagForm } from './RenameTagForm.tsx'
import { type SpelledThing, SpellingsForm } from './SpellingsForm.tsx'

/** What is being done to which tag or key. */
export type TagFormOf =
  | { act: 'rename'; tag: Pick<Tag, 'id' | 'key' | 'value'> }
  | { act: 'merge' | 'delete'; tag: Tag }
  | { act: 'spellings'; of: SpelledThing }
  | { act: 'key' | 'add' | 'mergeKey' | 'deleteKey'; tagKey: TagKey }
/** Undefined for who may only look. */
export type OnTagForm = ((of: TagFormOf) => void) | undefined

export function TagForm({ of, onClose }: { of: TagFormOf; onClose: () => void }) {
  switch (of.act) {
    case 'rename':
      return <RenameTagForm tag={of.tag} onClose={onClose} />
    case 'merge':
      return <MergeTagForm tag={of.tag} onClose={onClose} />
    case 'delete':
      return <DeleteTagForm tag={of.tag} onClose={onClose} />
    case 'spellings':
      return <SpellingsForm of={of.of} onClose={onClose} />
    case 'key':
      return <KeyForm tagKey={of.tagKey} onClose={onClose} />
    case 'mergeKey':
      return <MergeKeyForm tagKey={of.tagKey} onClose={onClose} />
    case 'deleteKey':
      return <DeleteKeyForm tagKey={of.tagKey} onClose={onClose} />
    case 'add':
      return <AddTagsForm tagKey={of.tagKey.name} onClose={onClose} />
  }
}
