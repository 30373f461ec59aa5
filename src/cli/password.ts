import type { Command } from 'commander'
import type { Environment } from '../config.ts'
import { note, say } from './print.ts'

export function addPassword(program: Command, environment: Environment): void {
  program
    .command('password')
    .argument('<email>', 'the address they sign in with')
    .summary('give somebody who forgot theirs a new password')
    .description(
      'Gives an account a new password in the database of the data folder, beside a running server too, and prints it: this once, since only its hash is kept. Wherever they are signed in, they are signed out.',
    )
    .action(async (email: string) => {
      const [{ withKeptDatabase }, { resetPassword }] = await Promise.all([
        import('./openKept.ts'),
        import('../access/resetPassword.ts'),
      ])
      await withKeptDatabase(environment, async db => say(await resetPassword(db, email, new Date())))
      note('Tell them in person or by a channel you trust; they choose their own under “Your account”.')
    })
}
