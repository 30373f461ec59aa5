import { ActionIcon, Button, Menu, Skeleton } from '@mantine/core'
import { IconChartBar, IconChevronRight, IconDots } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { TagKey } from '../../../../src/tags/contract.ts'
import { api, paged } from '../../api.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { AlikeHint } from './AlikeHint.tsx'
import { KeyBars } from './KeyBars.tsx'
import { keyTypeWords } from './keyTypeWords.ts'
import { Spellings } from './Spellings.tsx'
import type { OnTagForm } from './TagForm.tsx'
import { TagRow } from './TagRow.tsx'
import classes from './Tags.module.css'
import { UnreadableValues } from './UnreadableValues.tsx'
import { useJoinKeys } from './useJoinKeys.ts'

const FIRST = 12
/** What one request brings. */
const MANY = 500

/** A key with its values. Values are fetched when it is unfolded: two hundred keys are two hundred lines. */
export function KeySection({
  tagKey,
  startsOpen,
  onForm,
}: {
  tagKey: TagKey
  startsOpen: boolean
  onForm: OnTagForm
}) {
  const { bars } = useSearch({ from: '/tags' })
  const navigate = useNavigate({ from: '/tags' })
  const isBySize = bars === tagKey.id
  const joinKeys = useJoinKeys()
  const like = tagKey.lookAlike
  const [isOpen, setOpen] = useState(startsOpen || isBySize)
  const id = useId()
  return (
    <section className={classes.key} aria-labelledby={`${id}-name`}>
      <div className={classes.keyHead}>
        <h2 id={`${id}-name`}>
          <button
            type="button"
            className={classes.keyName}
            aria-expanded={isOpen}
            aria-controls={id}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight size={16} aria-hidden className={classes.chevron} />
            {tagKey.name}
          </button>
        </h2>
        <Spellings aliases={tagKey.aliases} />
        {like ? (
          <AlikeHint
            name={tagKey.name}
            spelling={tagKey.name}
            like={like.name}
            of={{ keyId: like.id }}
            onJoin={onForm && (() => joinKeys(tagKey, like))}
          />
        ) : null}
        <span className={classes.keyFacts}>
          {tagKey.type === 'text' ? '' : `${keyTypeWords[tagKey.type]}, `}
          {counted(tagKey.values, 'value')}
          {tagKey.unreadable > 0 ? ` (${figure(tagKey.unreadable)} of another kind)` : ''},{' '}
          {counted(tagKey.people, 'person', 'people')}
        </span>
        {isOpen && tagKey.values > 1 ? (
          <ActionIcon
            aria-label={`Values of ${tagKey.name} by size`}
            aria-pressed={isBySize}
            title="By size"
            variant={isBySize ? 'light' : 'subtle'}
            onClick={() =>
              void navigate({
                search: old => ({ ...old, bars: isBySize ? undefined : tagKey.id }),
                replace: true,
                resetScroll: false,
              })
            }
          >
            <IconChartBar size={16} aria-hidden />
          </ActionIcon>
        ) : null}
        {onForm ? (
          <Menu position="bottom-end" withinPortal={false}>
            <Menu.Target>
              <ActionIcon aria-label={`Acts for the key ${tagKey.name}`}>
                <IconDots size={16} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={() => onForm({ act: 'key', tagKey })}>Rename or set the type</Menu.Item>
              <Menu.Item onClick={() => onForm({ act: 'add', tagKey })}>Add values</Menu.Item>
              <Menu.Item onClick={() => onForm({ act: 'mergeKey', tagKey })}>
                Merge into another key
              </Menu.Item>
              <Menu.Item
                onClick={() =>
                  onForm({ act: 'spellings', of: { kind: 'key', id: tagKey.id, name: tagKey.name } })
                }
              >
                Other spellings
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" onClick={() => onForm({ act: 'deleteKey', tagKey })}>
                Delete the key {tagKey.name}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        ) : null}
      </div>
      {isOpen ? (
        <div id={id}>
          {tagKey.unreadable > 0 ? <UnreadableValues tagKey={tagKey} onForm={onForm} /> : null}
          {isBySize ? <KeyBars tagKey={tagKey} /> : <Values tagKey={tagKey} onForm={onForm} />}
        </div>
      ) : null}
    </section>
  )
}

function Values({ tagKey, onForm }: { tagKey: TagKey; onForm: OnTagForm }) {
  const [all, setAll] = useState(false)
  const few = useInfiniteQuery(api.tags.list.infiniteOptions(paged({ key: tagKey.name }, FIRST)))
  const many = useInfiniteQuery({
    ...api.tags.list.infiniteOptions(paged({ key: tagKey.name }, MANY)),
    enabled: all,
  })
  const query = all && many.data ? many : few
  const tags = query.data?.pages.flatMap(page => page.items) ?? []
  const total = query.data?.pages.at(-1)?.total ?? 0
  const rest = total - tags.length
  if (query.error) return <ProblemAlert error={query.error} retry={() => void query.refetch()} />
  if (query.isPending) return <Skeleton height={Math.min(tagKey.values, FIRST) * 36} />
  return (
    <>
      <ul className={classes.tags} aria-label={`Values of ${tagKey.name}`}>
        {tags.map(tag => (
          <TagRow key={tag.id} tag={tag} of={tagKey.people} onForm={onForm} />
        ))}
      </ul>
      {tags.length === 0 ? <p className={classes.none}>This key has no values left.</p> : null}
      {rest > 0 ? (
        <Button
          className={classes.more}
          variant="subtle"
          size="compact-sm"
          loading={many.isFetching}
          onClick={() => (all ? void many.fetchNextPage() : setAll(true))}
        >
          {total <= MANY
            ? `Show all ${figure(total)}`
            : `Show ${figure(Math.min(MANY, rest))} more of ${figure(total)}`}
        </Button>
      ) : null}
    </>
  )
}
