import { EmptyState } from '../parts/EmptyState.tsx'
import { LinkButton } from '../parts/LinkButton.tsx'
import { PageHeader } from '../parts/PageHeader.tsx'

export function NotFound() {
  return (
    <>
      <PageHeader title="Nothing here" />
      <EmptyState
        action={
          <LinkButton to="/" variant="default">
            Go to the first page
          </LinkButton>
        }
      >
        No page has this address. It may have been mistyped, or what it showed is gone.
      </EmptyState>
    </>
  )
}
