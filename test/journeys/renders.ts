import type { Page } from 'playwright-core'

/**
 * Counts which conditions of a rule React has drawn anew, as its own developer tools do: React calls this hook with every
 * tree it has put on the page, and a part that has not worked in it is the same object as before.
 */
const HOOK = `(() => {
  const PERFORMED_WORK = 1
  let drawn = new Set()
  const isCondition = fiber => typeof fiber.type === 'function' && fiber.memoizedProps?.node?.op && fiber.memoizedProps.place
  const walk = (fiber, before) => {
    const isNew = !before
    if (isCondition(fiber) && (isNew || fiber.flags & PERFORMED_WORK)) drawn.add(fiber.memoizedProps.node.id)
    if (before && fiber.child === before.child) return
    for (let child = fiber.child; child; child = child.sibling) walk(child, child.alternate)
  }
  window.__REACT_DEVTOOLS_GLOBAL_HOOK__ = {
    supportsFiber: true,
    inject: () => 1,
    onCommitFiberRoot: (_, root) => walk(root.current, root.current.alternate),
    onCommitFiberUnmount: () => {},
  }
  window.drawnConditions = () => {
    const count = drawn.size
    drawn = new Set()
    return count
  }
})()`

/** To be called before the window's first page. */
export async function followRenders(page: Page): Promise<void> {
  await page.addInitScript(HOOK)
}

/** How many different conditions were drawn since it was asked last. */
export async function drawnConditions(page: Page): Promise<number> {
  return await page.evaluate('drawnConditions()')
}
