import { lazy, type ReactNode, Suspense, useState } from 'react'

const OpenMenu = lazy(() => import('./OpenMenu.tsx'))

export type MenuProps = {
  label: string
  face: ReactNode
  className: string | undefined
  position: 'bottom-start' | 'top-start'
  items: ReactNode
}

/** A menu whose machinery (placing, moving by keys) is loaded when it is first wanted, not with the first page. */
export function LazyMenu(props: MenuProps) {
  const [isWanted, setWanted] = useState(false)
  const button = (
    <button
      type="button"
      className={props.className}
      aria-label={props.label}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setWanted(true)}
    >
      {props.face}
    </button>
  )
  return isWanted ? (
    <Suspense fallback={button}>
      <OpenMenu {...props} />
    </Suspense>
  ) : (
    button
  )
}
