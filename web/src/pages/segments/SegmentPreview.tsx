import { Skeleton } from '@mantine/core'
import type { PersonName } from '../../../../src/changes/moveContract.ts'
import type { RuleProblem } from '../../../../src/segments/contract.ts'
import type { RuleNote } from '../../../../src/segments/noteContract.ts'
import { Count, counted } from '../../parts/Count.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { fullName } from '../../parts/planNames.ts'
import { TextLink } from '../../parts/TextLink.tsx'
import { RuleNotes } from './RuleNotes.tsx'
import type { GroupNode } from './ruleTree.ts'
import classes from './Segments.module.css'

const FIRST = 8

type Preview = {
  people: number
  sample: PersonName[]
  entered: number | null
  left: number | null
  problems: RuleProblem[]
  notes: RuleNote[]
  sentence: string | null
}

/** Whom the rule reaches as it is being written. The figure is announced when it has settled, not while it moves. */
export function SegmentPreview({
  preview,
  counted: tree,
  error,
  isEmpty,
  isSettled,
  open,
  isNew,
  isUnreadable,
  onEdit,
}: {
  preview: Preview | undefined
  /** The tree whose rule the preview is of. */
  counted: GroupNode | undefined
  error: unknown
  isEmpty: boolean
  isSettled: boolean
  open: number
  isNew: boolean
  /** The text cannot be read, so the rule is the one before it. */
  isUnreadable: boolean
  onEdit: (edit: (tree: GroupNode) => GroupNode) => void
}) {
  const shows = preview !== undefined && preview.problems.length === 0 && !isUnreadable
  const hasProblems = preview !== undefined && preview.problems.length > 0
  const same = preview && preview.entered === 0 && preview.left === 0
  return (
    <aside className={`card ${classes.aside}`} aria-label="Whom the rule reaches">
      <h2 id="reach-heading" tabIndex={-1}>
        Whom it reaches
      </h2>
      <ProblemAlert error={error} />
      <div role="status">
        {isUnreadable ? (
          <p className={classes.sentence}>
            The text cannot be read yet; the people appear here as soon as it can.
          </p>
        ) : isEmpty ? (
          <p className={classes.sentence}>
            Pick the tags that decide who belongs, and the people appear here.
          </p>
        ) : hasProblems ? (
          <p className={classes.figure}>
            <span className="leave">{counted(preview.problems.length, 'problem')}</span> in the rule
          </p>
        ) : preview ? (
          <p className={`${classes.figure} ${isSettled ? '' : classes.pending}`}>
            <strong>
              <Count value={preview.people} />
            </strong>{' '}
            {preview.people === 1 ? 'person' : 'people'}
            {isNew ? null : (
              <span className="quiet">
                {same ? 'as saved' : null}
                <Count value={preview.entered ?? 0} as="entered" />{' '}
                <Count value={preview.left ?? 0} as="left" />
                {same ? null : ' against saved'}
              </span>
            )}
          </p>
        ) : (
          <Skeleton height={34} width={120} />
        )}
      </div>
      {open > 0 && shows ? (
        <p className={classes.sentence}>
          {open === 1 ? 'One part is unfinished and' : `${open} parts are unfinished and`} not counted yet.
        </p>
      ) : null}
      {shows ? (
        <RuleNotes notes={preview.notes} counted={tree} isSettled={isSettled} onEdit={onEdit} />
      ) : null}
      {shows && preview.sentence ? (
        <p className={`${classes.sentence} ${classes.clamped}`} title={preview.sentence}>
          {preview.sentence}.
        </p>
      ) : null}
      {shows && preview.sample.length > 0 ? (
        <ul className={classes.members} aria-label="The first of them">
          {preview.sample.slice(0, FIRST).map(person => (
            <li key={person.id}>
              <TextLink className="clip" to="/people/$id" params={{ id: person.id }}>
                {fullName(person)}
              </TextLink>
              <span className="quiet clip">{person.email}</span>
            </li>
          ))}
        </ul>
      ) : null}
    </aside>
  )
}
