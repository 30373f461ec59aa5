import { Link, Outlet } from '@tanstack/react-router'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { useMay } from '../../session.ts'
import classes from './Settings.module.css'

/** The workspace's own matters, one page each. */
export function SettingsPage() {
  const isAdmin = useMay('admin')
  const isOwner = useMay('owner')
  return (
    <>
      <PageHeader title="Settings" />
      <nav className={classes.tabs} aria-label="Settings">
        <Link to="/settings" activeOptions={{ exact: true }}>
          Workspace
        </Link>
        <Link to="/settings/members">Members</Link>
        <Link to="/settings/messages">Messages</Link>
        {isAdmin ? <Link to="/settings/leaderboard">Leaderboard</Link> : null}
        {isAdmin ? <Link to="/settings/webhooks">Webhooks</Link> : null}
        {isAdmin ? <Link to="/settings/keys">API keys</Link> : null}
        {isOwner ? <Link to="/settings/feedback">Guide feedback</Link> : null}
      </nav>
      <Outlet />
    </>
  )
}
