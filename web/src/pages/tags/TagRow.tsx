import { ActionIcon, Menu } from '@mantine/core'
import { IconDots } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Tag } from '../../../../src/tags/contract.ts'
import { counted, figure } from '../../parts/Count.tsx'
import { SegmentChip } from '../../parts/SegmentChip.tsx'
import { AlikeHint } from './AlikeHint.tsx'
import { Spellings } from './Spellings.tsx'
import type { OnTagForm } from './TagForm.tsx'
import classes from './Tags.module.css'
import { useJoin } from './useJoin.ts'

const SEGMENTS_SHOWN = 2

/** A value: how many people carry it, beside how many carry its key at all, and which segments name it. */
export function TagRow({
  tag,
  of,
  withKey = false,
  onForm,
}: {
  tag: Tag
  /** People with any value of the key: the full length of the bar. */
  of: number
  withKey?: boolean
  onForm: OnTagForm
}) {
  const join = useJoin()
  const name = `${tag.key}: ${tag.value}`
  const like = tag.lookAlike
  const more = tag.segments.length - SEGMENTS_SHOWN
  const share = of > 0 ? Math.max(tag.people > 0 ? 1 : 0, Math.round((tag.people / of) * 100)) : 0
  return (
    <li className={classes.tag}>
      <span className={classes.value}>
        <Link to="/people" search={{ tag: String(tag.id) }}>
          {withKey ? <span className="quiet">{tag.key}: </span> : null}
          {tag.value}
        </Link>
        <Spellings aliases={tag.aliases} />
        {like ? (
          <AlikeHint
            name={name}
            spelling={tag.value}
            like={like.value}
            of={{ tagId: like.id }}
            onJoin={onForm && (() => join(tag, { ...like, key: tag.key }))}
          />
        ) : null}
      </span>
      <span className={classes.bar} aria-hidden>
        <span style={{ width: `${share}%` }} />
      </span>
      <span className={classes.people}>
        {figure(tag.people)}
        <span className={classes.srOnly}>{tag.people === 1 ? ' person' : ' people'}</span>
      </span>
      <span className={classes.used}>
        {tag.segments.slice(0, SEGMENTS_SHOWN).map(segment => (
          <SegmentChip key={segment.id} segment={segment} />
        ))}
        {more > 0 ? (
          <span className="quiet" title={tag.segments.map(one => one.name).join(', ')}>
            and {counted(more, 'more segment')}
          </span>
        ) : null}
      </span>
      {onForm ? (
        <Menu position="bottom-end" withinPortal={false}>
          <Menu.Target>
            <ActionIcon aria-label={`Acts for ${name}`}>
              <IconDots size={16} aria-hidden />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item onClick={() => onForm({ act: 'rename', tag })}>Rename</Menu.Item>
            <Menu.Item onClick={() => onForm({ act: 'merge', tag })}>Merge into another</Menu.Item>
            <Menu.Item onClick={() => onForm({ act: 'spellings', of: { kind: 'tag', id: tag.id, name } })}>
              Other spellings
            </Menu.Item>
            <Menu.Divider />
            <Menu.Item color="red" onClick={() => onForm({ act: 'delete', tag })}>
              Delete {name}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      ) : null}
    </li>
  )
}
