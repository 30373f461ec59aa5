import { Skeleton, Typography } from '@mantine/core'
import { lazy, Suspense } from 'react'

const RichMarkdown = lazy(() => import('./RichMarkdown.tsx'))

/** Markdown as text with headings, lists, tables and links. HTML in it is shown as text; links leave with no referrer. */
export function Markdown({ children }: { children: string }) {
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <Typography>
        <RichMarkdown>{children}</RichMarkdown>
      </Typography>
    </Suspense>
  )
}
