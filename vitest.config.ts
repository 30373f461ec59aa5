import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: [
      'src/**/*.test.ts',
      'web/src/**/*.test.ts',
      'test/*.test.ts',
      'test/laws/*.test.ts',
      'samples/**/*.test.ts',
    ],
    // Real servers, real databases: on a busy machine of two cores they take their time.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // A file of tests leaves nothing behind that another would see; loading the whole server for each took half of the time.
    isolate: false,
  },
})
