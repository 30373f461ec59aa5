/** The acts of the log by the names they have in it, as far as one looks for them. */
export const acts = [
  { value: 'imports.commit', label: 'Imports' },
  { value: 'people.create', label: 'People added' },
  { value: 'people.update', label: 'People changed' },
  { value: 'people.tags', label: 'Tags of many people' },
  { value: 'people.status', label: 'People deactivated or active again' },
  { value: 'tags.create', label: 'Tags made' },
  { value: 'tags.rename', label: 'Tags renamed' },
  { value: 'tags.merge', label: 'Tags joined' },
  { value: 'tags.remove', label: 'Tags deleted' },
  { value: 'segments.create', label: 'Segments made' },
  { value: 'segments.update', label: 'Segments changed' },
  { value: 'segments.remove', label: 'Segments deleted' },
  { value: 'assignments.publish', label: 'Assignments published' },
  { value: 'assignments.update', label: 'Assignments changed' },
  { value: 'assignments.close', label: 'Assignments closed' },
  { value: 'changes.undo', label: 'Undone' },
]
