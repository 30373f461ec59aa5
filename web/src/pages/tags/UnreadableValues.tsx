import { Button } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { KeyType, TagKey } from '../../../../src/tags/contract.ts'
import { api, paged } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import type { OnTagForm } from './TagForm.tsx'
import classes from './Tags.module.css'

const FIRST = 6

/** What values of a type look like. */
const LOOKS = {
  text: ['text', ''],
  number: ['a number', 'such as 7 or -3.5'],
  date: ['a date', 'such as 2024-01-31'],
  yesNo: ['yes or no', ''],
} as const satisfies Record<KeyType, readonly [string, string]>

/** The values of a key that do not read as its type: whose they are, and the way to mend them. Nothing is guessed. */
export function UnreadableValues({ tagKey, onForm }: { tagKey: TagKey; onForm: OnTagForm }) {
  const query = useInfiniteQuery(api.tags.unreadable.infiniteOptions(paged({ id: tagKey.id }, FIRST)))
  if (query.error) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  const values = query.data?.pages.flatMap(page => page.items) ?? []
  const [look, example] = LOOKS[tagKey.type]
  return (
    <div className={classes.unreadable}>
      <p>
        {counted(tagKey.unreadable, 'value does', 'values do')} not read as {look}
        {example ? <span className={classes.example}> {example}</span> : null}.
      </p>
      <ul aria-label={`Values of ${tagKey.name} that do not read as its type`}>
        {values.map(({ id, value, people }) => (
          <li key={id}>
            <TextLink to="/people" search={{ tag: String(id) }} preload={false}>
              {value}
            </TextLink>{' '}
            <span className="quiet">{counted(people, 'person', 'people')}</span>
            {onForm ? (
              <button
                type="button"
                className="linkButton"
                aria-label={`Rename ${tagKey.name}: ${value}`}
                onClick={() => onForm({ act: 'rename', tag: { id, key: tagKey.name, value } })}
              >
                Rename
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          variant="subtle"
          size="compact-sm"
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          Show more
        </Button>
      ) : null}
    </div>
  )
}
