import { expect } from 'vitest'
import { check } from '../src/changes/check.ts'
import { currentRoster } from '../src/changes/engine.ts'
import type { TestApp } from './app.ts'

/** What a test leaves behind has to agree with itself: rows, roster, log and rules of the first workspace. */
export async function closeInOrder(app: TestApp): Promise<void> {
  const roster = await currentRoster(app.context.engine, 1)
  expect(await check(app.context.db, 1, roster)).toEqual([])
  await app.close()
}
