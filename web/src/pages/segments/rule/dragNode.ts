import type { Spot } from '../editRuleTree.ts'

/** In pixels, within the dragged-in element. */
export type Box = { left: number; top: number; width: number; height: number }
/** A place between two lines, or (`isInto`) a folded group. */
type Gap = { spot: Spot; y: number; box: Box; isInto: boolean }
export type Drag = { veil: Box; gap: Pick<Gap, 'box' | 'isInto'> | undefined }

/** A press that moves less is a click. */
const BEGINS_PX = 4
/** So near to the edge of the window the page scrolls along, a little with every frame. */
const EDGE_PX = 56
const SCROLL_PX = 12
const LINE_PX = 3
/** Half of what lies between two lines of a group. */
const HALF_GAP = 3

/**
 * Follows the pointer from a press on a grip until it is let go (`drop`), or Escape or the system takes it back. Reads
 * where things are from the page at each step, since it may scroll and fold meanwhile.
 */
export function dragNode(
  root: HTMLElement,
  item: HTMLElement,
  start: PointerEvent,
  { show, drop }: { show: (drag: Drag | undefined) => void; drop: (id: string, spot: Spot) => void },
): void {
  const listening = new AbortController()
  let y = start.clientY
  let gap: Gap | undefined
  let frame = 0
  const look = () => {
    gap = gapAt(root, item, y)
    show({ veil: boxIn(root, item.getBoundingClientRect()), gap })
  }
  const scroll = () => {
    const by = y < EDGE_PX ? -SCROLL_PX : y > window.innerHeight - EDGE_PX ? SCROLL_PX : 0
    if (by !== 0) {
      window.scrollBy({ top: by, behavior: 'instant' })
      look()
    }
    frame = requestAnimationFrame(scroll)
  }
  const end = (isDropped: boolean) => {
    listening.abort()
    cancelAnimationFrame(frame)
    show(undefined)
    if (isDropped && gap) drop(item.dataset.node ?? '', gap.spot)
  }
  const on = <Name extends keyof WindowEventMap>(name: Name, act: (event: WindowEventMap[Name]) => void) =>
    window.addEventListener(name, act, { signal: listening.signal, capture: true })

  on('pointermove', event => {
    if (event.pointerId !== start.pointerId) return
    y = event.clientY
    const isFar = Math.hypot(event.clientX - start.clientX, y - start.clientY) >= BEGINS_PX
    if (frame === 0 && !isFar) return
    if (frame === 0) frame = requestAnimationFrame(scroll)
    look()
  })
  on('pointerup', event => (event.pointerId === start.pointerId ? end(true) : undefined))
  on('pointercancel', () => end(false))
  on('keydown', event => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    event.stopPropagation()
    end(false)
  })
}

/** The place nearest to this height; undefined when it is where the node stands already. */
function gapAt(root: HTMLElement, item: HTMLElement, y: number): Gap | undefined {
  const gaps = [...root.querySelectorAll<HTMLElement>('[data-group]')]
    .filter(list => !item.contains(list))
    .flatMap(list => gapsOf(root, list))
  const nearest = gaps.reduce<Gap | undefined>(
    (best, one) => (best && Math.abs(best.y - y) <= Math.abs(one.y - y) ? best : one),
    undefined,
  )
  return nearest && !isThere(item, nearest.spot) ? nearest : undefined
}

function isThere(item: HTMLElement, { groupId, before }: Spot): boolean {
  const next = item.nextElementSibling as HTMLElement | null
  const isSameGroup = item.parentElement?.dataset.group === groupId
  return before === item.dataset.node || (isSameGroup && before === next?.dataset.node)
}

/** A list has a gap before each line and one at its end; a folded group is one itself. */
function gapsOf(root: HTMLElement, list: HTMLElement): Gap[] {
  const groupId = list.dataset.group ?? ''
  const whole = list.getBoundingClientRect()
  if (list.dataset.folded !== undefined) {
    const box = boxIn(root, whole)
    return [
      {
        spot: { groupId, before: undefined },
        y: whole.top + whole.height / 2,
        box,
        isInto: true,
      },
    ]
  }
  const lineAt = (y: number, before: string | undefined): Gap => ({
    spot: { groupId, before },
    y,
    box: boxIn(root, new DOMRect(whole.left, y - LINE_PX / 2, whole.width, LINE_PX)),
    isInto: false,
  })
  const items = [...list.children].filter(child => child instanceof HTMLElement)
  return [
    ...items.map(child => lineAt(child.getBoundingClientRect().top - HALF_GAP, child.dataset.node)),
    lineAt((items.at(-1)?.getBoundingClientRect().bottom ?? whole.bottom) + HALF_GAP, undefined),
  ]
}

function boxIn(root: HTMLElement, { left, top, width, height }: DOMRect): Box {
  const frame = root.getBoundingClientRect()
  return { left: left - frame.left, top: top - frame.top, width, height }
}
