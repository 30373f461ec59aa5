import { createApiKey } from '../../src/access/createKey.ts'
import type { Plan } from '../../src/changes/contract.ts'
import { Conflict } from '../../src/errors.ts'
import type { Import } from '../../src/imports/contract.ts'
import type { TestApp } from '../app.ts'
import { type Client, createClient, Refused } from '../client.ts'
import type { ImportRow } from '../lawActs.ts'

/** One workspace over HTTP, as one of its editors. */
export type Editor = { client: Client; upload(fileName: string, content: string): Promise<Import> }

export async function anEditor(app: TestApp, workspaceId: number): Promise<Editor> {
  const key = await createApiKey(app.context.db, {
    workspaceId,
    name: 'laws',
    role: 'editor',
    createdBy: 'tests',
  })
  return {
    client: createClient(app.url, key),
    async upload(fileName, content) {
      const body = new FormData()
      body.set('file', new Blob([content]), fileName)
      const headers = { authorization: `Bearer ${key}` }
      const response = await fetch(`${app.url}/api/v1/imports`, { method: 'POST', headers, body })
      if (response.status !== 201) throw new Conflict(await response.text())
      return (await response.json()) as Import
    },
  }
}

/** The address of the somebody with a number. */
export const emailOf = (number: number) => `p${number}@example.com`

/** What a row says: the address as the file has it, blank names where it has none. */
export type FileRow = { email: string; firstName: string; lastName: string; tags: [string, string][] }

/** The rows of a file; `emails` is how many addresses have been given out, and counts on with each new one. */
export function fileRows(rows: readonly ImportRow[], world: { emails: number }): FileRow[] {
  return rows.flatMap(({ person, hasNames, tags, flaw }) => {
    const number = person === null ? ++world.emails : 1 + (person % Math.max(1, world.emails))
    const names = hasNames ? { firstName: 'File', lastName: String(number) } : { firstName: '', lastName: '' }
    const email = flaw === 'address' ? `nobody ${number} at example.com` : emailOf(number)
    const row = { email, ...names, tags }
    return flaw === 'twice' ? [row, { ...row, tags: [] }] : [row]
  })
}

/**
 * Uploads a file of such rows and commits it, whatever the brake says; answers the number of the change, or null when
 * Muster refuses it.
 */
export async function importRows(
  { client, upload }: Editor,
  rows: readonly FileRow[],
): Promise<number | null> {
  const keys = [...new Set(rows.flatMap(row => row.tags.map(([key]) => key)))]
  const lines = rows.map(row => {
    const values = keys.map(key => row.tags.find(([own]) => own === key)?.[1] ?? '')
    return [row.email, row.firstName, row.lastName, ...values].join(',')
  })
  const content = [['email', 'first_name', 'last_name', ...keys].join(','), ...lines, ''].join('\n')
  const { id, status, error } = await upload('law.csv', content)
  if (status !== 'ready') throw new Error(`The file is ${status}: ${error}`)
  const params = { id }
  const commit = async (confirm?: string) => {
    const done = await client.imports.commit({ params, query: { confirm }, body: {} })
    return 'changeId' in done ? done.changeId : null
  }
  try {
    return await commit()
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 409) throw error
    const plan = error.problem.plan as Plan | undefined
    return plan?.brake ? await commit(plan.brake.confirm) : null
  }
}
