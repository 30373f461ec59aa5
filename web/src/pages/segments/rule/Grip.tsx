import { IconGripVertical } from '@tabler/icons-react'
import classes from './Rule.module.css'

/** What a node is dragged by. For the pointer only: the keyboard has the buttons that move it. */
export function Grip() {
  return (
    <span className={classes.grip} data-grip aria-hidden title="Drag to move">
      <IconGripVertical size={14} stroke={1.75} />
    </span>
  )
}
