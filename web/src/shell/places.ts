import {
  IconAdjustments,
  IconChartLine,
  IconClipboardCheck,
  IconFileImport,
  IconHelpCircle,
  IconHistory,
  IconHome,
  IconMail,
  IconTag,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react'

type Icon = typeof IconHome
export type Place = {
  to:
    | '/'
    | '/people'
    | '/tags'
    | '/segments'
    | '/assignments'
    | '/reports'
    | '/imports'
    | '/changes'
    | '/messages'
    | '/settings'
    | '/help'
  label: string
  icon: Icon
  /** Pressed after `g`. */
  key?: string
}

/** The navigation, in its order. */
export const places: readonly Place[] = [
  { to: '/', label: 'Home', icon: IconHome, key: 'h' },
  { to: '/people', label: 'People', icon: IconUsers, key: 'p' },
  { to: '/tags', label: 'Tags', icon: IconTag, key: 't' },
  { to: '/segments', label: 'Segments', icon: IconUsersGroup, key: 's' },
  { to: '/assignments', label: 'Assignments', icon: IconClipboardCheck, key: 'a' },
  { to: '/reports', label: 'Reports', icon: IconChartLine, key: 'r' },
  { to: '/imports', label: 'Imports', icon: IconFileImport, key: 'i' },
  { to: '/changes', label: 'Changes', icon: IconHistory, key: 'c' },
]
export const footPlaces: readonly Place[] = [
  { to: '/settings', label: 'Settings', icon: IconAdjustments },
  { to: '/help', label: 'Help', icon: IconHelpCircle },
]
/** Reached from the pages it belongs to, and from the command palette. */
export const morePlaces: readonly Place[] = [{ to: '/messages', label: 'Messages', icon: IconMail, key: 'm' }]

/** On a phone: in the bar, and not behind More. */
export function isAtThumb({ to }: Place): boolean {
  return to === '/' || to === '/people' || to === '/segments' || to === '/assignments'
}
