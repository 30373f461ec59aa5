#!/usr/bin/env node
import { ownEnvironment } from '../config.ts'
import { buildProgram } from './program.ts'
import { reportError } from './reportError.ts'

// Whoever reads our output may stop early (`muster people --all | head`); that is no failure.
process.stdout.on('error', error => {
  if ('code' in error && error.code === 'EPIPE') process.exit(0)
  throw error
})

try {
  await buildProgram(ownEnvironment()).parseAsync()
} catch (error) {
  // Not left to the event loop: a server that failed to start may still hold a timer.
  process.exit(reportError(error))
}
