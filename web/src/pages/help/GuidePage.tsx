import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { Markdown } from '../../parts/Markdown.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { GuideFeedback } from './GuideFeedback.tsx'
import classes from './Help.module.css'

/** One page of the guide, and the question whether it helped. */
export function GuidePage() {
  const { slug } = useParams({ from: '/help/$slug' })
  const { data: page, error, refetch } = useQuery(api.guide.page.queryOptions({ input: { slug } }))
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} page />
  if (!page) return <Skeleton height={320} role="status" aria-label="Guide: loading" />
  return (
    <article className={classes.narrow}>
      <PageHeader title={page.title} above={<TextLink to="/help">Help</TextLink>} />
      {/* The page's own first heading repeats the title above. */}
      <Markdown>{page.markdown.replace(/^\s*# .*\n/, '')}</Markdown>
      <GuideFeedback key={slug} slug={slug} />
    </article>
  )
}
