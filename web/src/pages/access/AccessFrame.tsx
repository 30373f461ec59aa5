import type { ReactNode } from 'react'
import classes from './AccessFrame.module.css'

/** The quiet page around signing in, setting up and joining. */
export function AccessFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className={classes.page}>
      <title>{`${title} · Muster`}</title>
      <div className={classes.box}>
        <p className={classes.brand}>
          <img src="/icon.svg" alt="" width={28} height={28} /> Muster
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  )
}
