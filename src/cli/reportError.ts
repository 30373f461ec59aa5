import { CommanderError } from 'commander'
import { SettingsError } from '../config.ts'
import { Conflict, Invalid, NotFound } from '../errors.ts'
import { Failure } from './failure.ts'
import { note } from './print.ts'
import { problemLines, Refused } from './problem.ts'

/** Says on standard error what went wrong and answers the exit code: 0 fine, 1 refused or failed, 2 wrong use. */
export function reportError(error: unknown): 0 | 1 | 2 {
  // Commander has printed its sentence (or the help) itself.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
  if (error instanceof SettingsError) {
    note(error.message)
    return 2
  }
  if (error instanceof Failure) {
    note(error.message)
    return error.exitCode
  }
  if (error instanceof Refused) {
    for (const line of problemLines(error.problem)) note(line)
    return 1
  }
  const system = systemSentence(error)
  if (system) note(system)
  else if (isExpected(error)) note(error.message)
  else note(`Something went wrong here: ${error instanceof Error ? error.stack : String(error)}`)
  return 1
}

function isExpected(error: unknown): error is Error {
  if (!(error instanceof Error)) return false
  // By its name: its class would bring the database's modules into commands that never open one.
  return error.name === 'NewerDatabase' || [Conflict, Invalid, NotFound].some(kind => error instanceof kind)
}

/** Failures of the machine, not of Muster: a sentence is enough, a stack would only hide it. */
function systemSentence(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  const place = 'path' in error ? String(error.path) : ''
  switch (error.code) {
    case 'ENOENT':
      return `There is no file ${place}.`
    case 'EISDIR':
      return `${place || 'This'} is a folder, not a file.`
    case 'EACCES':
    case 'EPERM':
      return `${place ? `${place} may` : 'This may'} not be read or written by this user.`
    case 'ENOSPC':
      return 'The disk is full. Free some space and try again.'
    case 'ECONNREFUSED':
      return `The database does not answer (${error.message}).`
    default:
      return undefined
  }
}
