import { Skeleton, Typography } from '@mantine/core'
import { lazy, Suspense } from 'react'

const ReactMarkdown = lazy(() => import('react-markdown'))

/** Markdown as text with headings, lists and links. HTML in it is shown as text; links leave with no referrer. */
export function Markdown({ children }: { children: string }) {
  return (
    <Suspense fallback={<Skeleton height={120} />}>
      <Typography>
        <ReactMarkdown
          components={{
            a: ({ href, children }) =>
              href?.startsWith('/') || href?.startsWith('#') ? (
                <a href={href}>{children}</a>
              ) : (
                <a href={href} target="_blank" rel="noopener noreferrer">
                  {children}
                </a>
              ),
          }}
        >
          {children}
        </ReactMarkdown>
      </Typography>
    </Suspense>
  )
}
