import { Link, type LinkProps } from '@tanstack/react-router'
import { Count, counted } from '../../parts/Count.tsx'
import classes from './HomePage.module.css'
import type { Overview } from './overview.ts'

export function Figures({ overview }: { overview: Overview }) {
  const { draft, live, closed } = overview.assignments
  const figures: { label: string; value: number; line: string; to: LinkProps }[] = [
    {
      label: 'People',
      value: overview.people,
      line:
        overview.inactive > 0 ? `and ${counted(overview.inactive, 'inactive', 'inactive')}` : 'all active',
      to: { to: '/people' },
    },
    {
      label: 'Segments',
      value: overview.segments,
      line: `from ${counted(overview.tags, 'tag')}`,
      to: { to: '/segments' },
    },
    {
      label: 'Live assignments',
      value: live,
      line: `${counted(draft, 'draft')}, ${counted(closed, 'closed', 'closed')}`,
      to: { to: '/assignments', search: { status: 'live' } },
    },
  ]
  return (
    <div className={classes.figures}>
      {figures.map(({ label, value, line, to }) => (
        <Link key={label} {...to} className={classes.figure}>
          <span className={classes.label}>{label}</span>
          <span className={classes.value}>
            <Count value={value} />
          </span>
          <span className="quiet">{line}</span>
        </Link>
      ))}
    </div>
  )
}
