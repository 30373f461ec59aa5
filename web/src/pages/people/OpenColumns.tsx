import { Button, Checkbox, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { fold } from '../../../../src/tags/fold.ts'
import { counted } from '../../parts/Count.tsx'
import type { LayerButton } from '../../parts/LazyLayer.tsx'
import { OpenPopover } from '../../parts/OpenPopover.tsx'
import classes from './PeoplePage.module.css'
import { fixedColumns } from './peopleColumns.tsx'
import { type ColumnChoice, keyColumn } from './useColumnChoice.ts'

const WORTH_SEARCHING = 12

/** What ColumnsMenu becomes when it is first opened. */
export default function OpenColumns({ choice, button }: { choice: ColumnChoice; button: LayerButton }) {
  return (
    <OpenPopover button={button} position="bottom-end" width={280}>
      {() => <Columns choice={choice} />}
    </OpenPopover>
  )
}

function Columns({ choice }: { choice: ColumnChoice }) {
  const [q, setQ] = useState('')
  const { keys, shown, setShown } = choice
  const found = keys.filter(key => fold(key.name).includes(fold(q)))
  return (
    <Stack gap={8}>
      <fieldset className={classes.choices}>
        <legend>Always known</legend>
        {Object.entries(fixedColumns).map(([id, words]) => (
          <Checkbox
            key={id}
            size="xs"
            label={words}
            checked={shown.has(id)}
            onChange={event => setShown(id, event.currentTarget.checked)}
          />
        ))}
      </fieldset>
      <fieldset className={classes.choices} data-long>
        <legend>Tags</legend>
        {keys.length > WORTH_SEARCHING ? (
          <TextInput
            size="xs"
            aria-label="Search keys"
            placeholder="Search keys"
            value={q}
            onChange={event => setQ(event.currentTarget.value)}
          />
        ) : null}
        {found.map(key => (
          <Checkbox
            key={key.id}
            size="xs"
            label={
              <>
                {key.name} <span className="quiet">{counted(key.people, 'person', 'people')}</span>
              </>
            }
            checked={shown.has(keyColumn(key.id))}
            onChange={event => setShown(keyColumn(key.id), event.currentTarget.checked)}
          />
        ))}
        {found.length === 0 ? (
          <span className="quiet">{keys.length === 0 ? 'No tags yet' : 'No key of this name'}</span>
        ) : null}
      </fieldset>
      {choice.isChosen ? (
        <Button variant="subtle" size="compact-xs" onClick={choice.reset}>
          Back to the usual columns
        </Button>
      ) : null}
    </Stack>
  )
}
