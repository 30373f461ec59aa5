import { enableCompileCache } from 'node:module'

// A server for benches and tests: prints its address and a key as JSON, and ends when its standard input does. It keeps
// compiled code as the command line does, so that it starts as fast.
enableCompileCache(new URL('../node_modules/.cache/muster', import.meta.url).pathname)
const { createApiKey } = await import('../src/access/createKey.ts')
const { makeFirstAccount } = await import('../src/access/makeFirstAccount.ts')
const { hasAccounts } = await import('../src/access/queries.ts')
const { readConfig } = await import('../src/config.ts')
const { createLog } = await import('../src/log.ts')
const { startServer } = await import('../src/server.ts')

const [, , folder, databaseUrl, smtpUrl] = process.argv
const config = readConfig({
  MUSTER_DATA: folder,
  MUSTER_DATABASE_URL: databaseUrl,
  MUSTER_PORT: '0',
  ...(smtpUrl ? { MUSTER_SMTP_URL: smtpUrl, MUSTER_MAIL_FROM: 'bench@example.org' } : {}),
})
const server = await startServer(config, createLog('silent'))
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
