import { Outlet } from '@tanstack/react-router'
import { PageHeader } from '../../parts/PageHeader.tsx'

export function PeoplePage() {
  return (
    <>
      <PageHeader title="People" />
      {/* The form for a new one opens over the list. */}
      <Outlet />
    </>
  )
}
