import { defineConfig } from 'vitest/config'

/** The journeys in a real browser: one after the other, since each brings a server and a browser. */
export default defineConfig({
  test: {
    include: ['test/journeys/**/*.journey.ts'],
    testTimeout: 400_000,
    hookTimeout: 180_000,
    fileParallelism: false,
    // What is waited for is told by what is on the page, however slow the machine.
    expect: { poll: { timeout: 20_000 } },
  },
})
