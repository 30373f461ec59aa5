import { benchImports } from './imports.ts'
import { benchMailing } from './mailing.ts'
import { benchEngine, benchMillion } from './million/run.ts'
import { benchOverHttp } from './overHttp.ts'
import { benchParsing } from './parsing.ts'
import { printRows, type Row } from './report.ts'

/**
 * `npm run bench [PEOPLE]`: a server, over HTTP, with 100,000 people. `npm run bench -- imports [PEOPLE]`: files of a million
 * people on both databases. `npm run bench -- parsing`: CSV and workbooks beside other readers. `npm run bench -- million
 * [PEOPLE]`: the engine with a million, beside databases; `engine` in place of `million`: without them. `npm run bench --
 * messages [MESSAGES]`: a mailing of 20,000. `npm run bench -- all`: all of it. Every figure in one run, with equal results
 * checked first. Times depend on the machine; what carries over to another are the ratios.
 */
const [what, people] = process.argv.slice(2)
const rows: Row[] = []
if (what === 'million') rows.push(...(await benchMillion(count(people, 1_000_000))))
else if (what === 'engine') rows.push(...benchEngine(count(people, 1_000_000)))
else if (what === 'messages') rows.push(...(await benchMailing(count(people, 20_000))))
else if (what === 'imports') rows.push(...(await benchImports(count(people, 1_000_000))))
else if (what === 'parsing') rows.push(...(await benchParsing()))
else if (what === 'all') {
  rows.push(...(await benchOverHttp(100_000)), ...(await benchImports(1_000_000)))
  rows.push(...(await benchParsing()), ...(await benchMillion(1_000_000)), ...(await benchMailing(100_000)))
} else rows.push(...(await benchOverHttp(count(what, 100_000))))
printRows(rows)
process.exitCode = rows.some(each => each.holds === false) ? 1 : 0

function count(given: string | undefined, usual: number): number {
  const number = Number(given ?? usual)
  if (!(Number.isInteger(number) && number > 0))
    throw new Error(
      `“${given}” is no number: npm run bench -- [PEOPLE], imports [PEOPLE], parsing, million [PEOPLE], engine [PEOPLE], messages [MESSAGES] or all.`,
    )
  return number
}
