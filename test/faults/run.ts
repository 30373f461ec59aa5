import { mostAllowed, tryFaults } from './faults.ts'

/**
 * `npm run faults [KILLS] [MESSAGES] [MINUTES]`: a mailing of 100,000 while the mail server misbehaves and the server is killed
 * 1,000 times, or as often as fits into the minutes (90). MUSTER_SEED repeats a run, as far as killing can be repeated. `npm test` has a short one.
 */
const [kills = 1_000, messages = 100_000, most = 90] = process.argv.slice(2).map(Number)
const seed = Number(process.env.MUSTER_SEED ?? Date.now() % 1_000_000)
process.stdout.write(`${kills} kills, ${messages} messages, seed ${seed}\n`)
const started = performance.now()
const result = await tryFaults({
  kills,
  messages,
  seed,
  // As much as a server sends in its short life and as slow as mail servers are, so that there is something to send until the last kill.
  longestLife: 5_000,
  longestThought: 20,
  mostMs: most * 60_000,
  progress: words => process.stdout.write(`${words}, ${minutes()}\n`),
})
process.stdout.write(`${JSON.stringify(result, null, 2)}\n${minutes()}\n`)
const wrong = [
  result.lost.length > 0 ? `${result.lost.length} messages are lost` : '',
  result.messages === messages ? '' : `${result.messages} messages instead of ${messages}`,
  result.repeatsByItself > 0 ? `${result.repeatsByItself} mails were repeated by themselves` : '',
  result.repeats > result.unknown ? 'more repeats than messages that were unknown' : '',
  result.mostInFlight > mostAllowed ? `${result.mostInFlight} in flight at one kill` : '',
  result.answers.failed > 0 ? `${result.answers.failed} requests were not answered` : '',
].filter(each => each !== '')
process.stdout.write(wrong.length === 0 ? 'All of it held.\n' : `IT DID NOT HOLD: ${wrong.join('; ')}.\n`)
process.exitCode = wrong.length === 0 ? 0 : 1

function minutes(): string {
  return `${((performance.now() - started) / 60_000).toFixed(1)} min`
}
