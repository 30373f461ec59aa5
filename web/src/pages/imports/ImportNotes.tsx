import classes from './Imports.module.css'

/** Remarks on the file as a whole. */
export function ImportNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null
  return (
    <ul className={classes.notes} aria-label="Remarks on the file">
      {notes.map(note => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  )
}
