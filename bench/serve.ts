import { createApiKey } from '../src/access/createKey.ts'
import { makeFirstAccount } from '../src/access/makeFirstAccount.ts'
import { hasAccounts } from '../src/access/queries.ts'
import { readConfig } from '../src/config.ts'
import { createLog } from '../src/log.ts'
import { startServer } from '../src/server.ts'

// A server for the benches: prints its address and a key as JSON, and ends when its standard input does.
const folder = process.argv[2] ?? ''
const server = await startServer(readConfig({ MUSTER_DATA: folder, MUSTER_PORT: '0' }), createLog('silent'))
const { db, now } = server.context
if (!(await hasAccounts(db.read))) {
  await makeFirstAccount(
    db,
    { name: 'Bench', email: 'bench@example.org', password: 'a bench needs no secret', workspace: 'Bench' },
    now(),
  )
}
const key = await createApiKey(db, { workspaceId: 1, name: 'bench', role: 'admin', createdBy: 'bench' })
process.stdout.write(`${JSON.stringify({ url: server.url, key })}\n`)
process.stdin.resume().on('end', async () => {
  await server.close()
  process.exit(0)
})
