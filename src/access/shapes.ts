import { asRole } from './authenticate.ts'
import type { ApiKey, Member, Settings } from './contract.ts'

const moment = (at: number) => new Date(at).toISOString()

export function toMember(row: {
  id: string
  name: string
  email: string
  role: string
  joined_at: number
}): Member {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    role: asRole(row.role),
    joinedAt: moment(row.joined_at),
  }
}

export function toApiKey(row: {
  id: string
  name: string
  role: string
  start: string
  created_at: number
  created_by: string
  last_used_at: number | null
}): ApiKey {
  return {
    id: row.id,
    name: row.name,
    role: asRole(row.role),
    start: row.start,
    createdAt: moment(row.created_at),
    createdBy: row.created_by,
    lastUsedAt: row.last_used_at === null ? null : moment(row.last_used_at),
  }
}

export function toInvitation(
  row: { id: string; email: string; role: string; expires_at: number },
  link: string,
) {
  return {
    id: row.id,
    email: row.email,
    role: asRole(row.role),
    expiresAt: moment(row.expires_at),
    link,
  }
}

export function toSettings(row: {
  name: string
  time_zone: string
  calendar: string
  limits: string
  keep_files_days: number
}): Settings {
  return {
    name: row.name,
    timeZone: row.time_zone,
    ...(JSON.parse(row.calendar) as Pick<Settings, 'workingDays' | 'closedDays'>),
    limits: JSON.parse(row.limits) as Settings['limits'],
    keepFilesDays: row.keep_files_days,
  }
}
