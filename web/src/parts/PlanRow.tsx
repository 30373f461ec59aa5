import { IconChevronRight } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { Count, figure } from './Count.tsx'
import { Was } from './GoneRows.tsx'
import { PlanNames } from './PlanNames.tsx'
import classes from './PlanView.module.css'
import type { Figures } from './planFigures.ts'
import type { NamesSource, Sample, SomeOf } from './planNames.ts'

/** `before → after +entered −left`, unfolding to the names. Without `figures` only the count of its one side. */
export function PlanRow({
  title,
  figures,
  sides,
  sample,
  names,
  done,
  was,
}: {
  title: ReactNode
  figures?: Figures
  sides: SomeOf[]
  sample: Sample | undefined
  names: NamesSource
  done: boolean
  /** What stood here in the plan that was shown before, where it is something else now. */
  was?: string | undefined
}) {
  const [isOpen, setOpen] = useState(false)
  const id = useId()
  const moved = sides.filter(one => one.count > 0)
  const line = (
    <>
      <span className={classes.title}>{title}</span>
      <Was words={was} />
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
      <div className={classes.row} data-changed={was ? true : undefined}>
        <span className={classes.chevron} />
        {line}
      </div>
    )
  }
  return (
    <div className={classes.fold} data-changed={was ? true : undefined}>
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
          <PlanNames sides={moved} sample={sample} names={names} done={done} />
        </div>
      ) : null}
    </div>
  )
}
