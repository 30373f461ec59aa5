import { Button } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import type { Plan } from '../../../src/changes/contract.ts'
import { counted } from './Count.tsx'
import type { Comparison } from './comparePlans.ts'
import { GoneRows } from './GoneRows.tsx'
import { PlanRow } from './PlanRow.tsx'
import { PlanSection } from './PlanSection.tsx'
import { PlanSpellings } from './PlanSpellings.tsx'
import classes from './PlanView.module.css'
import type { NamesSource } from './planNames.ts'

const FIRST = 8
/** The server lists at most this many; a tag beyond them may well have people. */
const MOST_LISTED = 200

/** The tags of a plan: new keys, new and removed tags, look-alikes, and whose holders change. */
export function PlanTags({
  plan,
  compared,
  names,
  done,
  spellings,
}: {
  plan: Plan
  compared: Comparison
  names: NamesSource
  done: boolean
  /** Where look-alikes and spellings can be decided: what stands in the place of saying them. */
  spellings?: ReactNode
}) {
  const [showAll, setShowAll] = useState(false)
  const { keysCreated, keysRemoved = [], created, removed, lookAlikes } = plan.tags
  const { keyLookAlikes = [], spellings: read = [] } = plan.tags
  const isNew = new Set(created.map(tag => tag.id))
  const rows = plan.tags.changed
  const shown = new Set(rows.map(tag => tag.id))
  const others = created.filter(tag => !shown.has(tag.id))
  const all = [rows, keysCreated, keysRemoved, created, removed, lookAlikes, keyLookAlikes, read]
  const isQuiet = all.every(list => list.length === 0)

  return (
    <PlanSection
      as={done ? 'h2' : 'h3'}
      title="Tags"
      quiet={isQuiet ? 'None changes' : undefined}
      aside={[
        created.length > 0 ? `${counted(created.length, 'new tag')}` : '',
        removed.length > 0 ? `${counted(removed.length, 'tag')} removed` : '',
      ]
        .filter(Boolean)
        .join(', ')}
      was={newTagsWere(compared)}
    >
      {keysCreated.length > 0 ? (
        <p className={classes.plain}>
          {keysCreated.length === 1 ? 'New key' : 'New keys'}:{' '}
          <strong>{keysCreated.map(key => key.name).join(', ')}</strong>
        </p>
      ) : null}
      {keysRemoved.length > 0 ? (
        <p className={classes.plain}>
          {keysRemoved.length === 1 ? 'Key' : 'Keys'} {done ? 'removed' : 'that will be removed'}:{' '}
          <strong>{keysRemoved.map(key => key.name).join(', ')}</strong>
        </p>
      ) : null}
      {spellings ?? <PlanSpellings tags={plan.tags} />}
      {(showAll ? rows : rows.slice(0, FIRST)).map(tag => (
        <PlanRow
          key={tag.id}
          title={
            <>
              <span className="quiet">{tag.key}: </span>
              {tag.value}
              {isNew.has(tag.id) ? <span className={classes.new}>new</span> : null}
            </>
          }
          figures={tag}
          sides={[
            { which: { part: `tag:${tag.id}`, side: 'entered' }, count: tag.entered, word: 'Receive it' },
            { which: { part: `tag:${tag.id}`, side: 'left' }, count: tag.left, word: 'Lose it' },
          ]}
          sample={undefined}
          names={names}
          done={done}
          was={compared.was.get(`tag:${tag.id}`)}
        />
      ))}
      <GoneRows compared={compared} kind="tag" />
      {rows.length > FIRST && !showAll ? (
        <Button variant="subtle" size="compact-sm" ml={22} onClick={() => setShowAll(true)}>
          Show all {rows.length} tags
        </Button>
      ) : null}
      <TagWords title={rows.length < MOST_LISTED ? 'Made without anybody' : 'Also new'} tags={others} />
      <TagWords title={done ? 'Removed' : 'Will be removed'} tags={removed} />
    </PlanSection>
  )
}

/** Rows below the eighth are folded away; what differs in number is said at the heading, whatever is unfolded. */
function newTagsWere({ was }: Comparison): string | undefined {
  const [created, removed] = [was.get('tagsCreated'), was.get('tagsRemoved')]
  if (!created && !removed) return undefined
  return [created ? `new tags: ${created}` : '', removed ? `removed: ${removed}` : '']
    .filter(Boolean)
    .join(', ')
}

function TagWords({ title, tags }: { title: string; tags: { id: number; key: string; value: string }[] }) {
  if (tags.length === 0) return null
  const some = tags.slice(0, FIRST).map(tag => `${tag.key}: ${tag.value}`)
  return (
    <p className={classes.plain}>
      <span className="quiet">{title}: </span>
      {some.join(', ')}
      {tags.length > FIRST ? ` and ${counted(tags.length - FIRST, 'more', 'more')}` : ''}
    </p>
  )
}
