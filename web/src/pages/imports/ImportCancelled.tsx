import { useEffect, useRef } from 'react'
import classes from './Imports.module.css'

/** It has been given up, and by which button is gone: the focus goes on where the news is. */
export function ImportCancelled({ isFresh }: { isFresh: boolean }) {
  const news = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isFresh) news.current?.focus()
  }, [isFresh])
  return (
    <p ref={news} tabIndex={-1} className={classes.cancelled} role="status">
      <strong>Cancelled.</strong> Nothing was changed. To import this list after all, upload it again.
    </p>
  )
}
