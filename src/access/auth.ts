import { betterAuth } from 'better-auth'
import type { Config } from '../config.ts'
import type { Db } from '../db/db.ts'
import type { Log } from '../log.ts'

export type Auth = ReturnType<typeof createAuth>

export const SESSION_DAYS = 30

/**
 * Signing in and out, sessions and passwords are better-auth's. Workspaces, members, invitations and API keys are our
 * own small tables (docs/decisions/0007-accounts-and-workspaces.md says why).
 */
export function createAuth(config: Config, db: Db, log: Log) {
  return betterAuth({
    baseURL: config.baseUrl,
    basePath: '/api/auth',
    secret: config.secret,
    // The type decides only how values are stored: dates as ISO text and flags as 0 or 1, in PostgreSQL too.
    database: { db: db.write, type: 'sqlite' },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    // A session lasts its time and is not prolonged, so that reading never writes.
    session: {
      modelName: 'session',
      expiresIn: SESSION_DAYS * 24 * 60 * 60,
      disableSessionRefresh: true,
      fields: {
        userId: 'account_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        workspaceId: { type: 'number', required: false, input: false, fieldName: 'workspace_id' },
      },
    },
    user: {
      modelName: 'account',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    account: {
      modelName: 'credential',
      fields: {
        userId: 'account_id',
        providerId: 'provider_id',
        accountId: 'provider_account_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    advanced: {
      cookiePrefix: 'muster',
      useSecureCookies: config.baseUrl.startsWith('https:'),
      // Our own check covers every endpoint alike (http/ownOrigin.ts), also behind a second address.
      disableCSRFCheck: true,
      disableOriginCheck: true,
      // The tables are made by db/migrations.ts.
      database: { validateSchema: false },
      ipAddress: { disableIpTracking: true },
    },
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      log: (level, message, ...rest) => {
        if (level === 'error') log.error({ from: 'better-auth', rest }, message)
      },
    },
  })
}
