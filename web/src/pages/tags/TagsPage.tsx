import { Outlet } from '@tanstack/react-router'
import { PageHeader } from '../../parts/PageHeader.tsx'

export function TagsPage() {
  return (
    <>
      <PageHeader title="Tags" />
      {/* The form for a new one opens over the list. */}
      <Outlet />
    </>
  )
}
