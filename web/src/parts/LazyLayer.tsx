import {
  type ButtonHTMLAttributes,
  cloneElement,
  type ReactElement,
  type ReactNode,
  type RefAttributes,
  Suspense,
  useState,
} from 'react'

export type LayerButton = ReactElement<
  ButtonHTMLAttributes<HTMLButtonElement> & RefAttributes<HTMLButtonElement>
>

/**
 * A button whose layer (and all that places, traps and completes in it) is loaded when it is first wanted, not with the
 * page: `open` draws a lazy component that shows the button with its layer open, such as OpenPopover.
 */
export function LazyLayer({
  button,
  has,
  open,
}: {
  button: LayerButton
  has: 'dialog' | 'menu'
  open: (button: LayerButton) => ReactNode
}) {
  const [isWanted, setWanted] = useState(false)
  const plain = cloneElement(button, {
    'aria-haspopup': has,
    'aria-expanded': false,
    onClick: () => setWanted(true),
  })
  return isWanted ? <Suspense fallback={plain}>{open(button)}</Suspense> : plain
}
