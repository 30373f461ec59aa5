import { figure } from '../../parts/Count.tsx'
import { TextLink } from '../../parts/TextLink.tsx'
import { type Overlap, partInWords, sidesOf } from './overlapWords.ts'
import classes from './SegmentOverlap.module.css'

const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 0 })

/** Each part in words: everybody who is in any of the segments counts in exactly one. */
export function SegmentOverlapTable({ overlap: { segments, parts } }: { overlap: Overlap }) {
  const all = parts.reduce((sum, part) => sum + part.people, 0)
  return (
    <table className={classes.table}>
      <caption>
        {figure(all)} people are in at least one of these segments; each counts in exactly one line.
      </caption>
      <thead>
        <tr>
          <th scope="col">In</th>
          <th scope="col" className={classes.wide}>
            Not in
          </th>
          <th scope="col" className={classes.number}>
            People
          </th>
          <th scope="col" className={classes.number}>
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map(part => {
          const { inside, outside } = sidesOf(part, segments)
          return (
            <tr key={part.where}>
              <th scope="row">
                {outside.length > 0 && inside.length === 1 ? <span className="quiet">only </span> : null}
                {inside.map((one, at) => (
                  <span key={one.id}>
                    {at > 0 ? <span className="quiet"> and </span> : null}
                    {one.name}
                  </span>
                ))}
              </th>
              <td className={classes.wide}>
                <span className="quiet">{outside.map(one => one.name).join(', ') || '–'}</span>
              </td>
              <td className={classes.number}>
                <TextLink
                  to="/people"
                  search={{ where: part.where }}
                  aria-label={partInWords(part, segments)}
                >
                  {figure(part.people)}
                </TextLink>
              </td>
              <td className={classes.number}>
                <span className="quiet">
                  {part.people / all < 0.005 ? '<1%' : percent.format(part.people / all)}
                </span>
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
