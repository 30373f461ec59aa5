import type { Plan } from './contract.ts'

/** The plan of an act that moves nobody: making a key, inviting an account, changing a setting. */
export function stillPlan(version: number, summary: string): Plan {
  return {
    id: null,
    version,
    summary,
    people: { created: 0, updated: 0, unchanged: 0, deactivated: 0, removed: 0, reactivated: 0, refused: 0 },
    tags: { keysCreated: [], created: [], removed: [], lookAlikes: [], changed: [] },
    segments: [],
    assignments: [],
    messages: 0,
    notes: [],
    brake: null,
  }
}
