import { Kbd, Modal } from '@mantine/core'
import { useReturnFocus } from '../parts/useReturnFocus.ts'
import classes from './KeyboardHelp.module.css'
import { morePlaces, places } from './places.ts'

const rows: [keys: string[], does: string][] = [
  [['Ctrl', 'K'], 'Find people, tags, segments, assignments and pages (⌘ K on a Mac)'],
  [['/'], 'Search on this page'],
  [['c'], 'Create: a person, a tag, a segment, an assignment'],
  ...[...places, ...morePlaces].map((place): [string[], string] => [
    ['g', place.key ?? ''],
    `Go to ${place.label}`,
  ]),
  [['↑', '↓'], 'Move through a list'],
  [['Space'], 'Select the row'],
  [['Enter'], 'Open the row'],
  [['Esc'], 'Close what is on top'],
  [['?'], 'This list'],
]

export default function KeyboardHelp({ onClose }: { onClose: () => void }) {
  useReturnFocus()
  return (
    <Modal opened onClose={onClose} title="Keyboard" size="lg">
      <dl className={classes.list}>
        {rows.map(([keys, does]) => (
          <div key={does}>
            <dt>
              {keys.map(key => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Modal>
  )
}
