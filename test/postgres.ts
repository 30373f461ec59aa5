import { spawn, spawnSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import pg from 'pg'

const HOME = '/usr/lib/postgresql'

/**
 * A throw-away PostgreSQL for the tests, or the one that MUSTER_TEST_DATABASE_URL names; null where there is none.
 * PostgreSQL refuses to run as root, so root starts it as the user `postgres`. `more` are settings for its own server.
 */
export async function startPostgres(
  more: Record<string, string> = {},
): Promise<{ url: string; stop(): Promise<void> } | null> {
  const given = process.env.MUSTER_TEST_DATABASE_URL
  if (given) return { url: given, stop: async () => {} }
  const bin = findBinaries()
  const user = userToRunAs()
  if (!bin || !user) return null
  // Not os.tmpdir(): the other user must be able to reach it.
  const folder = mkdtempSync('/tmp/muster-postgres-')
  chmodSync(folder, 0o755)
  if (user.uid !== undefined) chownSync(folder, user.uid, user.gid ?? user.uid)
  const data = join(folder, 'data')
  const as = { uid: user.uid, gid: user.gid, cwd: folder }
  const made = spawnSync(join(bin, 'initdb'), ['-D', data, '-A', 'trust', '-U', 'postgres', '--no-sync'], {
    ...as,
    encoding: 'utf8',
  })
  if (made.status !== 0) throw new Error(`initdb failed: ${made.stderr}`)
  const port = await freePort()
  // Nothing here is worth an fsync.
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
    max_connections: 300,
    ...more,
  }
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...as, stdio: 'ignore' },
  )
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  await untilReady(url)
  return {
    url,
    async stop() {
      const gone = new Promise(resolve => server.once('exit', resolve))
      // SIGINT is PostgreSQL's fast shutdown.
      server.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function findBinaries(): string | null {
  if (!existsSync(HOME)) return null
  const versions = readdirSync(HOME).filter(
    version => Number(version) >= 15 && existsSync(join(HOME, version, 'bin', 'postgres')),
  )
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0]
  return newest ? join(HOME, newest, 'bin') : null
}

function userToRunAs(): { uid?: number; gid?: number } | null {
  if (process.getuid?.() !== 0) return {}
  const id = (flag: string) => spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' })
  const uid = id('-u')
  return uid.status === 0 ? { uid: Number(uid.stdout), gid: Number(id('-g').stdout) } : null
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => server.once('listening', resolve))
  const address = server.address()
  await new Promise(resolve => server.close(resolve))
  if (typeof address !== 'object' || address === null) throw new Error('No free port.')
  return address.port
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + 30_000
  for (;;) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (Date.now() > until) throw error
      await new Promise(resolve => setTimeout(resolve, 100))
    }
  }
}
