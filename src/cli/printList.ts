import { type Command, InvalidArgumentError } from 'commander'
import { counted, number, say, sayJson } from './print.ts'
import { type Column, tableOf } from './tableOf.ts'

export type ListOptions = { limit: number; all?: true; json?: true }
export type Page<Item> = { items: Item[]; total: number; nextCursor: string | null }
export type FetchPage<Item> = (page: { limit: number; cursor?: string }) => Promise<Page<Item>>

const LARGEST_PAGE = 500

/** The options that every list takes. */
export function withListOptions(command: Command): Command {
  return command
    .option('--limit <number>', 'at most so many', atLeastOne, 50)
    .option('--all', 'everything, however long')
    .option('--json', 'print JSON: {"items": […], "total": …, "nextCursor": …}')
}

/** `--limit 20` as a number; commander says what is wrong with anything else. */
export function atLeastOne(text: string): number {
  const value = Number(text)
  if (Number.isSafeInteger(value) && value >= 1) return value
  throw new InvalidArgumentError('It must be a whole number of 1 or more.')
}

/**
 * Prints a list, fetched page by page; a long one is printed as it comes in and never held as a whole.
 * `what` names its items for the closing line: `['person', 'people']`.
 */
export async function printList<Item>(
  what: readonly [one: string, many: string],
  options: ListOptions,
  columns: readonly Column<Item>[],
  fetchPage: FetchPage<Item>,
): Promise<void> {
  const most = options.all ? Number.POSITIVE_INFINITY : options.limit
  if (options.json && most <= LARGEST_PAGE) {
    sayJson(await fetchPage({ limit: most }))
    return
  }
  let shown = 0
  let total = 0
  let cursor: string | undefined
  do {
    const page = await fetchPage({ limit: Math.min(LARGEST_PAGE, most - shown), cursor })
    if (options.json) writeItems(page.items, shown === 0)
    else if (page.items.length > 0) say(tableOf(columns, page.items, process.stdout.columns ?? 0))
    shown += page.items.length
    total = page.total
    cursor = page.items.length > 0 ? (page.nextCursor ?? undefined) : undefined
  } while (cursor !== undefined && shown < most)
  if (options.json)
    process.stdout.write(
      `\n], "total": ${total}, "nextCursor": ${cursor === undefined ? null : JSON.stringify(cursor)}}\n`,
    )
  else say(closing(what, shown, total))
}

function writeItems(items: readonly unknown[], isFirst: boolean): void {
  if (isFirst) process.stdout.write('{"items": [')
  const text = items.map(item => `\n${JSON.stringify(item)}`).join(',')
  process.stdout.write(isFirst || text === '' ? text : `,${text}`)
}

function closing([one, many]: readonly [string, string], shown: number, total: number): string {
  if (total === 0) return `No ${many}.`
  if (shown >= total) return `${counted(total, one, many)}.`
  return `${number(shown)} of ${number(total)} ${many}; --all shows every one.`
}
