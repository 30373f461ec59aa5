import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Everything that can be set from outside, read once at the start. The only place that looks at the environment. */
export type Config = {
  host: string
  port: number
  /** The data folder, absolute. */
  dataFolder: string
  /** A postgres:// address, or null for SQLite in the data folder. */
  databaseUrl: string | null
  /** Where people reach the program, without a slash at the end; links in messages begin with it. */
  baseUrl: string
  secret: string
  smtpUrl: string | null
  mailFrom: string
  owner: { email: string; password: string } | null
  /** Webhooks may call addresses that are not on the public internet, and without TLS. */
  privateWebhooks: boolean
  /** Largest upload, in bytes. */
  maxUploadBytes: number
}

export class SettingsError extends Error {
  override name = 'SettingsError'
}

const KNOWN = [
  'MUSTER_HOST',
  'MUSTER_PORT',
  'MUSTER_DATA',
  'MUSTER_DATABASE_URL',
  'MUSTER_BASE_URL',
  'MUSTER_SECRET',
  'MUSTER_SMTP_URL',
  'MUSTER_MAIL_FROM',
  'MUSTER_WEBHOOKS_PRIVATE',
  'MUSTER_OWNER_EMAIL',
  'MUSTER_OWNER_PASSWORD',
  // Read by the parts of the command line that talk HTTP, see readConnection.
  'MUSTER_URL',
  'MUSTER_KEY',
]

export type Environment = Record<string, string | undefined>

/** The environment this process was started with, for what passes it on changed (the demonstration). */
export const ownEnvironment = (): Environment => ({ ...process.env })

/** Where the data is: enough for what only opens the database. Makes nothing. Throws SettingsError as readConfig does. */
export function readPlace(environment: Environment): Pick<Config, 'dataFolder' | 'databaseUrl'> {
  refuseUnknown(environment)
  const text = textOf(environment)
  const databaseUrl = text('MUSTER_DATABASE_URL')
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new SettingsError(
      'MUSTER_DATABASE_URL must begin with postgres:// (leave it out to use SQLite in the data folder).',
    )
  }
  return { dataFolder: resolve(text('MUSTER_DATA') ?? './data'), databaseUrl }
}

/** For what talks to a running server: its address, without a slash at the end, and an API key. Throws SettingsError. */
export function readConnection(environment: Environment): { url: string; key: string } {
  refuseUnknown(environment)
  const text = textOf(environment)
  const url = (text('MUSTER_URL') ?? 'http://127.0.0.1:3000').replace(/\/+$/, '')
  if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
    throw new SettingsError(
      `MUSTER_URL must be the address of a Muster server, such as https://muster.example.org; it is “${url}”.`,
    )
  }
  const key = text('MUSTER_KEY')
  if (!key) {
    throw new SettingsError(
      'MUSTER_KEY is not set: it holds the API key that this command shows to the server. Make one where the data is, with “muster key create --role admin --name NAME”, or in the web app under Settings → API keys.',
    )
  }
  return { url, key }
}

function refuseUnknown(environment: Environment): void {
  for (const name of Object.keys(environment)) {
    if (name.startsWith('MUSTER_') && !KNOWN.includes(name)) {
      throw new SettingsError(`${name} is not a setting of Muster. The settings are ${KNOWN.join(', ')}.`)
    }
  }
}

const textOf = (environment: Environment) => (name: string) => environment[name]?.trim() || null

/**
 * Reads the settings; makes the data folder and, where none is given, the secret in it (mode 0600).
 * Throws SettingsError with one sentence when something is unknown or contradicts itself.
 */
export function readConfig(environment: Environment = process.env): Config {
  const { dataFolder, databaseUrl } = readPlace(environment)
  const text = textOf(environment)
  const port = Number(text('MUSTER_PORT') ?? '3000')
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new SettingsError(
      `MUSTER_PORT must be a whole number from 0 to 65535; it is “${text('MUSTER_PORT')}”.`,
    )
  }
  const smtpUrl = text('MUSTER_SMTP_URL')
  if (smtpUrl && !/^smtps?:\/\//.test(smtpUrl)) {
    throw new SettingsError(
      'MUSTER_SMTP_URL must begin with smtp:// or smtps://, for example smtp://user:password@mail.example.org:587.',
    )
  }
  const mailFrom = text('MUSTER_MAIL_FROM')
  if (smtpUrl && !mailFrom) {
    throw new SettingsError(
      'MUSTER_SMTP_URL is set, so MUSTER_MAIL_FROM must be too: the address messages come from.',
    )
  }
  const ownerEmail = text('MUSTER_OWNER_EMAIL')
  const ownerPassword = text('MUSTER_OWNER_PASSWORD')
  if (Boolean(ownerEmail) !== Boolean(ownerPassword)) {
    throw new SettingsError('MUSTER_OWNER_EMAIL and MUSTER_OWNER_PASSWORD go together: set both or neither.')
  }
  if (ownerPassword && ownerPassword.length < 12) {
    throw new SettingsError('MUSTER_OWNER_PASSWORD must have at least 12 characters.')
  }
  const privateWebhooks = text('MUSTER_WEBHOOKS_PRIVATE')
  if (privateWebhooks && privateWebhooks !== 'allow') {
    throw new SettingsError(
      `MUSTER_WEBHOOKS_PRIVATE is either “allow” or left out; it is “${privateWebhooks}”.`,
    )
  }
  const host = text('MUSTER_HOST') ?? '127.0.0.1'
  const baseUrl = (
    text('MUSTER_BASE_URL') ?? `http://${host.includes(':') ? `[${host}]` : host}:${port}`
  ).replace(/\/+$/, '')
  if (!URL.canParse(baseUrl)) {
    throw new SettingsError(
      `MUSTER_BASE_URL must be an address such as https://muster.example.org; it is “${baseUrl}”.`,
    )
  }
  const secret = text('MUSTER_SECRET')
  if (secret && secret.length < 32) {
    throw new SettingsError('MUSTER_SECRET must have at least 32 characters; leave it out to have one made.')
  }
  makeFolder(dataFolder)
  return {
    host,
    port,
    dataFolder,
    databaseUrl,
    baseUrl,
    secret: secret ?? keptSecret(dataFolder),
    smtpUrl,
    mailFrom: mailFrom ?? 'muster@localhost',
    owner: ownerEmail && ownerPassword ? { email: ownerEmail, password: ownerPassword } : null,
    maxUploadBytes: 500 * 1024 * 1024,
    privateWebhooks: privateWebhooks === 'allow',
  }
}

function makeFolder(folder: string): void {
  try {
    // Nobody else on the machine is to read who the people are.
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new SettingsError(
      `The data folder ${folder} cannot be made (${reason}). MUSTER_DATA names another.`,
    )
  }
}

function keptSecret(folder: string): string {
  const file = join(folder, 'secret')
  try {
    writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    // There already, or made this moment by another process that starts: its secret is the one.
    if (!existsSync(file)) throw error
  }
  return readFileSync(file, 'utf8').trim()
}
