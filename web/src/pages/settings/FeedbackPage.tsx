import { useInfiniteQuery } from '@tanstack/react-query'
import { api, paged } from '../../api.ts'
import { DataList } from '../../parts/DataList.tsx'
import { EmptyState } from '../../parts/EmptyState.tsx'
import { LinkButton } from '../../parts/LinkButton.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { When } from '../../parts/When.tsx'

/** What readers of the guide said, for the owners. */
export function FeedbackPage() {
  const feedback = useInfiniteQuery(api.guide.feedback.infiniteOptions(paged({})))
  return (
    <DataList
      label="Guide feedback"
      pages={feedback}
      rowId={one => one.id}
      noun={['answer', 'answers']}
      columns={[
        {
          id: 'page',
          header: 'Page',
          width: '240px',
          cell: one => (
            <TextLink to="/help/$slug" params={{ slug: one.slug }}>
              {one.slug.replaceAll('-', ' ')}
            </TextLink>
          ),
        },
        { id: 'answered', header: 'Answered', width: '100px', cell: one => (one.answered ? 'Yes' : 'No') },
        { id: 'remark', header: 'Remark', cell: one => one.remark || <span className="quiet">none</span> },
        { id: 'by', header: 'By', width: '160px', cell: one => one.by },
        { id: 'at', header: 'When', width: '120px', cell: one => <When at={one.at} /> },
      ]}
      empty={
        <EmptyState
          action={
            <LinkButton to="/help" variant="default">
              Open the guide
            </LinkButton>
          }
        >
          Nobody has answered yet. Under each page of the guide readers say whether it helped.
        </EmptyState>
      }
    />
  )
}
