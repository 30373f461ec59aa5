/** What ends a command with a sentence instead of a stack: 1 for refused or failed, 2 for wrong use or wrong settings. */
export class Failure extends Error {
  override name = 'Failure'
  exitCode: 1 | 2
  constructor(message: string, exitCode: 1 | 2 = 1) {
    super(message)
    this.exitCode = exitCode
  }
}
