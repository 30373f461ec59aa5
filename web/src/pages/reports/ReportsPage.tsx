import { useQuery } from '@tanstack/react-query'
import { Link, Outlet } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { PageHeader } from '../../parts/PageHeader.tsx'
import settings from '../settings/Settings.module.css'

/** What stands over all assignments: how far everybody is, and who is overdue. */
export function ReportsPage() {
  const { data } = useQuery(api.reports.leaderboardSettings.queryOptions())
  return (
    <>
      <PageHeader title="Reports" />
      <nav className={settings.tabs} aria-label="Reports">
        <Link to="/reports" activeOptions={{ exact: true, includeSearch: false }}>
          Progress
        </Link>
        <Link to="/reports/overdue" activeOptions={{ includeSearch: false }}>
          Overdue
        </Link>
        {data?.leaderboard ? <Link to="/reports/leaderboard">Leaderboard</Link> : null}
      </nav>
      <Outlet />
    </>
  )
}
