import type { Page } from 'playwright-core'

/** Presses the button of the plan that is open; returns when the sheet has gone. */
export async function commitSheet(page: Page, button: string | RegExp): Promise<void> {
  const sheet = page.getByRole('dialog')
  await sheet.getByRole('button', { name: button }).click()
  await sheet.waitFor({ state: 'detached' })
}
