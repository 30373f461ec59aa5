import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  type ErrorComponentProps,
  lazyRouteComponent,
  parseSearchWith,
  redirect,
  stringifySearchWith,
  useRouter,
} from '@tanstack/react-router'
import { client } from './api.ts'
import { ProblemAlert } from './parts/ProblemAlert.tsx'
import { problemOf } from './problem.ts'
import { filters, flag, moment, oneOf, text, whole } from './search.ts'
import { meQuery } from './session.ts'
import { isPublic } from './shell/isPublic.ts'
import { NotFound } from './shell/NotFound.tsx'
import { Root } from './shell/Root.tsx'

/**
 * Every page is loaded when it is first opened. What a page filters and sorts by stands in its address, so every
 * view can be linked and Back works. A page reads it with `useSearch({ from: '/people' })`,
 * and its parameters with `useParams({ from: '/people/$id' })`.
 */
const root = createRootRouteWithContext<{ queryClient: QueryClient }>()({
  component: Root,
  notFoundComponent: NotFound,
  beforeLoad: async ({ context, location }) => {
    if (isPublic(location.pathname)) return
    try {
      await context.queryClient.ensureQueryData(meQuery())
    } catch (error) {
      if (problemOf(error).status !== 401) throw error
      const { needed } = await client.access.setup()
      throw needed
        ? redirect({ to: '/setup' })
        : redirect({ to: '/sign-in', search: { next: location.href === '/' ? undefined : location.href } })
    }
  },
})

const at = <const Path extends string>(path: Path) => ({ getParentRoute: () => root, path })

/** Ids are whole numbers; anything else becomes 0, which no thing has, so the page says "not found" as the server does. */
const numericId = {
  parse: ({ id }: { id: string }) => ({ id: whole(id) ?? 0 }),
  stringify: ({ id }: { id: number }) => ({ id: String(id) }),
}

const home = createRoute({
  ...at('/'),
  component: lazyRouteComponent(() => import('./pages/home/HomePage.tsx'), 'HomePage'),
})

const people = createRoute({
  ...at('/people'),
  validateSearch: filters(s => ({
    q: text(s.q),
    segment: whole(s.segment),
    where: text(s.where),
    tag: text(s.tag),
    status: oneOf(['active', 'inactive', 'any'], s.status),
    asOf: moment(s.asOf),
    sort: oneOf(['name', '-name', 'email', '-email', 'created', '-created', 'updated', '-updated'], s.sort),
  })),
  component: lazyRouteComponent(() => import('./pages/people/PeoplePage.tsx'), 'PeoplePage'),
})
/** A form over the list: PeoplePage renders it where its `<Outlet />` stands. */
const newPerson = createRoute({
  getParentRoute: () => people,
  path: 'new',
  component: lazyRouteComponent(() => import('./pages/people/NewPersonPage.tsx'), 'NewPersonPage'),
})
const person = createRoute({
  ...at('/people/$id'),
  params: numericId,
  validateSearch: filters(s => ({ asOf: moment(s.asOf), why: whole(s.why), edit: flag(s.edit) })),
  component: lazyRouteComponent(() => import('./pages/people/PersonPage.tsx'), 'PersonPage'),
})

const tags = createRoute({
  ...at('/tags'),
  /** `bars`: the id of the key whose values stand by size. */
  validateSearch: filters(s => ({ q: text(s.q), key: text(s.key), bars: whole(s.bars) })),
  component: lazyRouteComponent(() => import('./pages/tags/TagsPage.tsx'), 'TagsPage'),
})
const newTag = createRoute({
  getParentRoute: () => tags,
  path: 'new',
  component: lazyRouteComponent(() => import('./pages/tags/NewTagPage.tsx'), 'NewTagPage'),
})

const segments = createRoute({
  ...at('/segments'),
  validateSearch: filters(s => ({
    q: text(s.q),
    sort: oneOf(['name', '-name', 'people', '-people', 'updated', '-updated'], s.sort),
  })),
  component: lazyRouteComponent(() => import('./pages/segments/SegmentsPage.tsx'), 'SegmentsPage'),
})
const segmentEditor = lazyRouteComponent(
  () => import('./pages/segments/SegmentEditorPage.tsx'),
  'SegmentEditorPage',
)
const newSegment = createRoute({
  ...at('/segments/new'),
  /** `text`: the rule to begin with. */
  validateSearch: filters(s => ({ text: text(s.text) })),
  component: segmentEditor,
})
const segment = createRoute({
  ...at('/segments/$id'),
  params: numericId,
  validateSearch: filters(s => ({
    tab: oneOf(['rule', 'people', 'history', 'overlap'], s.tab),
    /** Of the tab People: the past moment it shows. */
    asOf: moment(s.asOf),
    /** Of the tab Overlap: the ids of the segments it is compared with, with commas between them. */
    with: text(s.with),
  })),
  component: segmentEditor,
})

const assignments = createRoute({
  ...at('/assignments'),
  validateSearch: filters(s => ({
    q: text(s.q),
    status: oneOf(['draft', 'scheduled', 'live', 'closed'], s.status),
  })),
  component: lazyRouteComponent(() => import('./pages/assignments/AssignmentsPage.tsx'), 'AssignmentsPage'),
})
const assignmentEditor = lazyRouteComponent(
  () => import('./pages/assignments/AssignmentEditorPage.tsx'),
  'AssignmentEditorPage',
)
const newAssignment = createRoute({
  ...at('/assignments/new'),
  /** `segment`: the audience to begin with. */
  validateSearch: filters(s => ({ segment: whole(s.segment) })),
  component: assignmentEditor,
})
const assignment = createRoute({
  ...at('/assignments/$id'),
  params: numericId,
  validateSearch: filters(s => ({
    q: text(s.q),
    status: oneOf(['assigned', 'opened', 'completed', 'withdrawn', 'overdue'], s.status),
    /** Past occurrences too. */
    past: flag(s.past),
    asOf: moment(s.asOf),
    /** A form over the page: for whom an exception is made; 0 is to be chosen in it. */
    exempt: whole(s.exempt),
    extend: whole(s.extend),
    /** A tag key by its name, or the segments of the audience: what progress is broken down by. */
    by: text(s.by),
    segments: flag(s.segments),
  })),
  component: lazyRouteComponent(() => import('./pages/assignments/AssignmentPage.tsx'), 'AssignmentPage'),
})
const editAssignment = createRoute({
  ...at('/assignments/$id/edit'),
  params: numericId,
  component: assignmentEditor,
})

const reports = createRoute({
  ...at('/reports'),
  component: lazyRouteComponent(() => import('./pages/reports/ReportsPage.tsx'), 'ReportsPage'),
})
const progressReport = createRoute({
  getParentRoute: () => reports,
  path: '/',
  validateSearch: filters(s => ({
    status: oneOf(['closed', 'any'], s.status),
    segment: whole(s.segment),
    where: text(s.where),
    /** A tag key by its name. */
    by: text(s.by),
  })),
  component: lazyRouteComponent(() => import('./pages/reports/ProgressReport.tsx'), 'ProgressReport'),
})
const overdueReport = createRoute({
  getParentRoute: () => reports,
  path: 'overdue',
  validateSearch: filters(s => ({
    q: text(s.q),
    segment: whole(s.segment),
    where: text(s.where),
    tag: text(s.tag),
    assignment: whole(s.assignment),
    by: text(s.by),
  })),
  component: lazyRouteComponent(() => import('./pages/reports/OverdueReport.tsx'), 'OverdueReport'),
})

const leaderboardReport = createRoute({
  getParentRoute: () => reports,
  path: 'leaderboard',
  component: lazyRouteComponent(() => import('./pages/reports/LeaderboardReport.tsx'), 'LeaderboardReport'),
})

const imports = createRoute({
  ...at('/imports'),
  component: lazyRouteComponent(() => import('./pages/imports/ImportsPage.tsx'), 'ImportsPage'),
})
const oneImport = createRoute({
  ...at('/imports/$id'),
  params: numericId,
  validateSearch: filters(s => ({ problems: flag(s.problems) })),
  component: lazyRouteComponent(() => import('./pages/imports/ImportPage.tsx'), 'ImportPage'),
})

const changes = createRoute({
  ...at('/changes'),
  validateSearch: filters(s => ({
    act: text(s.act),
    actor: text(s.actor),
    person: whole(s.person),
    segment: whole(s.segment),
  })),
  component: lazyRouteComponent(() => import('./pages/changes/ChangesPage.tsx'), 'ChangesPage'),
})
const change = createRoute({
  ...at('/changes/$id'),
  params: numericId,
  component: lazyRouteComponent(() => import('./pages/changes/ChangePage.tsx'), 'ChangePage'),
})

const messages = createRoute({
  ...at('/messages'),
  validateSearch: filters(s => ({
    assignment: whole(s.assignment),
    status: oneOf(
      ['queued', 'held', 'sending', 'sent', 'bounced', 'failed', 'unknown', 'cancelled'],
      s.status,
    ),
  })),
  component: lazyRouteComponent(() => import('./pages/messages/MessagesPage.tsx'), 'MessagesPage'),
})

const help = createRoute({
  ...at('/help'),
  validateSearch: filters(s => ({ q: text(s.q) })),
  component: lazyRouteComponent(() => import('./pages/help/HelpPage.tsx'), 'HelpPage'),
})
const guidePage = createRoute({
  ...at('/help/$slug'),
  component: lazyRouteComponent(() => import('./pages/help/GuidePage.tsx'), 'GuidePage'),
})

const settings = createRoute({
  ...at('/settings'),
  component: lazyRouteComponent(() => import('./pages/settings/SettingsPage.tsx'), 'SettingsPage'),
})
const workspace = createRoute({
  getParentRoute: () => settings,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/settings/WorkspacePage.tsx'), 'WorkspacePage'),
})
const members = createRoute({
  getParentRoute: () => settings,
  path: 'members',
  component: lazyRouteComponent(() => import('./pages/settings/MembersPage.tsx'), 'MembersPage'),
})
const messageSettings = createRoute({
  getParentRoute: () => settings,
  path: 'messages',
  component: lazyRouteComponent(
    () => import('./pages/settings/MessageSettingsPage.tsx'),
    'MessageSettingsPage',
  ),
})
const leaderboard = createRoute({
  getParentRoute: () => settings,
  path: 'leaderboard',
  component: lazyRouteComponent(() => import('./pages/settings/LeaderboardPage.tsx'), 'LeaderboardPage'),
})
const webhooks = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks',
  component: lazyRouteComponent(() => import('./pages/settings/WebhooksPage.tsx'), 'WebhooksPage'),
})
const webhook = createRoute({
  getParentRoute: () => settings,
  path: 'webhooks/$id',
  params: numericId,
  component: lazyRouteComponent(() => import('./pages/settings/WebhookPage.tsx'), 'WebhookPage'),
})
const keys = createRoute({
  getParentRoute: () => settings,
  path: 'keys',
  component: lazyRouteComponent(() => import('./pages/settings/KeysPage.tsx'), 'KeysPage'),
})
const account = createRoute({
  ...at('/account'),
  component: lazyRouteComponent(() => import('./pages/access/AccountPage.tsx'), 'AccountPage'),
})
const feedback = createRoute({
  getParentRoute: () => settings,
  path: 'feedback',
  component: lazyRouteComponent(() => import('./pages/settings/FeedbackPage.tsx'), 'FeedbackPage'),
})

const signIn = createRoute({
  ...at('/sign-in'),
  validateSearch: filters(s => ({ next: text(s.next) })),
  component: lazyRouteComponent(() => import('./pages/access/SignInPage.tsx'), 'SignInPage'),
})
const setup = createRoute({
  ...at('/setup'),
  beforeLoad: async () => {
    const { needed } = await client.access.setup()
    if (!needed) throw redirect({ to: '/sign-in' })
  },
  component: lazyRouteComponent(() => import('./pages/access/SetupPage.tsx'), 'SetupPage'),
})
const invitation = createRoute({
  ...at('/invitation/$id'),
  component: lazyRouteComponent(() => import('./pages/access/InvitationPage.tsx'), 'InvitationPage'),
})
const received = createRoute({
  ...at('/r/$token'),
  component: lazyRouteComponent(() => import('./pages/received/ReceivedPage.tsx'), 'ReceivedPage'),
})

const routeTree = root.addChildren([
  home,
  people.addChildren([newPerson]),
  person,
  tags.addChildren([newTag]),
  segments,
  newSegment,
  segment,
  assignments,
  newAssignment,
  assignment,
  editAssignment,
  reports.addChildren([progressReport, overdueReport, leaderboardReport]),
  imports,
  oneImport,
  changes,
  change,
  messages,
  help,
  guidePage,
  account,
  settings.addChildren([workspace, members, messageSettings, leaderboard, webhooks, webhook, keys, feedback]),
  signIn,
  setup,
  invitation,
  received,
])

/** Trying again asks the guard and the page anew, instead of drawing once more what failed. */
function PageFailed({ error }: ErrorComponentProps) {
  const router = useRouter()
  return <ProblemAlert error={error} retry={() => void router.invalidate()} page />
}

export function makeRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree,
    context: { queryClient },
    defaultPreload: 'intent',
    scrollRestoration: true,
    // Values stay plain text in the address (`?q=12`), instead of JSON.
    parseSearch: parseSearchWith(value => value),
    stringifySearch: stringifySearchWith(JSON.stringify),
    defaultErrorComponent: PageFailed,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>
  }
}
