import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Axe finds nothing; with `only`, nothing among those of its rules. */
export async function expectAccessible(page: Page, only?: string[]): Promise<void> {
  // There are no frames whose results would have to be gathered on a page of their own.
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode()
  const { violations } = await (only ? axe.withRules(only) : axe).analyze()
  const said = violations.map(({ id, help, nodes }) => {
    const where = nodes.map(
      node => `${node.target.join(' ')} — ${node.failureSummary?.split('\n').slice(1).join(' ').trim()}`,
    )
    return `${id}: ${help}\n  ${where.join('\n  ')}`
  })
  if (said.length > 0) throw new Error(`axe on ${page.url()}: ${said.join('\n')}`)
}
