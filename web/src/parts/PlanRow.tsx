import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { Count, figure } from './Count.tsx'
import { PlanNames } from './PlanNames.tsx'
import classes from './PlanView.module.css'
import type { Figures } from './planFigures.ts'
import type { NamesSource, Sample, Side } from './planNames.ts'

/** `before → after +entered −left`, unfolding to the names. Without `figures` only the count of its one side. */
export function PlanRow({
  part,
  title,
  figures,
  sides,
  sample,
  names,
  done,
  isChanged = false,
}: {
  part: string
  title: ReactNode
  figures?: Figures
  sides: { side: Side; count: number; word: string }[]
  sample: Sample | undefined
  names: NamesSource
  done: boolean
  isChanged?: boolean
}) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const moved = sides.filter(one => one.count > 0)
  const line = (
    <>
      <span className={classes.title}>{title}</span>
      {isChanged ? <span className={classes.mark}>changed</span> : null}
      {figures ? (
        <>
          <span className={classes.span}>
            {figure(figures.before)}
            <span aria-hidden> → </span>
            <span className={classes.srOnly}>becomes</span>
            <strong>{figure(figures.after)}</strong>
          </span>
          <span className={classes.delta}>
            <Count value={figures.entered} as="entered" />
          </span>
          <span className={classes.delta}>
            <Count value={figures.left} as="left" />
          </span>
        </>
      ) : (
        <strong className="numbers">{figure(moved[0]?.count ?? 0)}</strong>
      )}
    </>
  )
  if (moved.length === 0) {
    return (
      <div className={classes.row} data-changed={isChanged || undefined}>
        <span className={classes.chevron} />
        {line}
      </div>
    )
  }
  return (
    <div className={classes.fold} data-changed={isChanged || undefined}>
      <button
        type="button"
        className={classes.row}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <IconChevronRight size={16} aria-hidden className={classes.chevron} />
        {line}
      </button>
      {isOpen ? (
        <div id={id}>
          <PlanNames part={part} sides={moved} sample={sample} names={names} done={done} />
        </div>
      ) : null}
    </div>
  )
}
