import { useNavigate } from '@tanstack/react-router'
import { AddTagsForm } from './AddTagsForm.tsx'

/** A form over the list of tags. */
export function NewTagPage() {
  const navigate = useNavigate()
  return <AddTagsForm tagKey="" onClose={() => void navigate({ to: '/tags', search: true })} />
}
