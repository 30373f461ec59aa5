import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'

/** What has the focus, and whether one can see that it has: an outline, or a border in the accent colour. */
const FOCUS = `(() => {
  const focused = document.activeElement
  if (!focused || focused === document.body) return { name: '', isVisible: false }
  const named = id => document.getElementById(id)?.textContent
  const name =
    focused.getAttribute('aria-label') ??
    focused.getAttribute('aria-labelledby')?.split(' ').map(named).join(' ') ??
    focused.labels?.[0]?.textContent ??
    focused.textContent ??
    ''
  const probe = document.body.appendChild(document.createElement('i'))
  probe.style.color = 'var(--mantine-primary-color-filled)'
  const accent = getComputedStyle(probe).color
  probe.remove()
  const shows = node => {
    const style = getComputedStyle(node)
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.borderTopColor === accent
  }
  let isVisible = focused.id === 'content' || focused.matches('[role="dialog"], [role="tabpanel"]')
  for (let node = focused, up = 0; node && up < 4 && !isVisible; node = node.parentElement, up++) isVisible = shows(node)
  return { name: name.trim().slice(0, 80), isVisible }
})()`

/** The focus is somewhere, and one can see where. */
export async function expectFocus(page: Page, after: string): Promise<void> {
  // Where the focus goes to may have to be drawn first.
  await expect
    .poll(() => page.evaluate(FOCUS), { message: `focus after ${after}`, timeout: 10_000 })
    .toMatchObject({
      isVisible: true,
      name: expect.stringMatching(/./),
    })
}

/** Presses Tab (or Shift+Tab) until the control has the focus; at every stop on the way it must be seen. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  await target.waitFor()
  const stops: string[] = []
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press(key)
    const { name, isVisible } = (await page.evaluate(FOCUS)) as { name: string; isVisible: boolean }
    stops.push(name)
    if (name !== '' && !isVisible) await expectFocus(page, `${key} to “${name}”`)
    if ((await target.and(page.locator(':focus')).count()) > 0) return
  }
  throw new Error(`${key} never came to ${target}; it stopped at ${stops.join(', ')}.`)
}
