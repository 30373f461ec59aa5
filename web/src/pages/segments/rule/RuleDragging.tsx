import { type ReactNode, useRef, useState } from 'react'
import type { Spot } from '../editRuleTree.ts'
import { type Drag, dragNode } from './dragNode.ts'
import classes from './RuleDragging.module.css'

/**
 * Lets what is inside be dragged by its grips. One listener for all of them, and a line and a veil drawn over the rule:
 * no node is drawn anew while another is dragged past it. For the keyboard there are the buttons of each node.
 */
export function RuleDragging({
  onDrop,
  children,
}: {
  onDrop: (id: string, spot: Spot) => void
  children: ReactNode
}) {
  const root = useRef<HTMLDivElement>(null)
  const [drag, setDrag] = useState<Drag | undefined>()
  return (
    <div
      ref={root}
      className={classes.root}
      data-dragging={drag !== undefined || undefined}
      onPointerDown={event => {
        const item = (event.target as Element).closest('[data-grip]')?.closest<HTMLElement>('li[data-node]')
        if (!item || !root.current || event.button !== 0) return
        // Otherwise the text under the way would be selected.
        event.preventDefault()
        dragNode(root.current, item, event.nativeEvent, { show: setDrag, drop: onDrop })
      }}
    >
      {children}
      {drag ? <div className={classes.veil} style={drag.veil} /> : null}
      {drag?.gap ? (
        <div className={classes.gap} data-into={drag.gap.isInto || undefined} style={drag.gap.box} />
      ) : null}
    </div>
  )
}
