import { LinkButton } from '../../parts/LinkButton.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { useMay } from '../../session.ts'
import classes from './HomePage.module.css'
import type { Overview } from './overview.ts'

/** A new workspace: the three steps from nothing to the right thing with the right people. */
export function FirstSteps({ overview }: { overview: Overview }) {
  const mayEdit = useMay('editor')
  const steps = [
    {
      title: 'Import people',
      text: 'A CSV or Excel file with their e-mail addresses and names. Every other column becomes tags.',
      button: <LinkButton to="/imports">Import people</LinkButton>,
    },
    {
      title: 'Make a segment',
      text: 'A rule over tags, such as Department is Sales and Location is Dallas. It follows the people by itself.',
      button: (
        <LinkButton to="/segments/new" variant="default">
          New segment
        </LinkButton>
      ),
    },
    {
      title: 'Assign something',
      text: 'A training, a policy, a task, a message: it goes to segments, and you see to whom before it does.',
      button: (
        <LinkButton to="/assignments/new" variant="default">
          New assignment
        </LinkButton>
      ),
    },
  ]
  return (
    <>
      <p className={classes.intro}>
        {overview.people === 0
          ? 'Nobody is here yet. Three steps lead from an empty workspace to the right thing for the right people.'
          : null}{' '}
        <TextLink to="/help/$slug" params={{ slug: 'what-are-tags-and-segments' }}>
          What are tags and segments?
        </TextLink>
      </p>
      <ol className={classes.steps}>
        {steps.map(({ title, text, button }) => (
          <li key={title}>
            <h2>{title}</h2>
            <p className="quiet">{text}</p>
            {mayEdit ? button : null}
          </li>
        ))}
      </ol>
    </>
  )
}
