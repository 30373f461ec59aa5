import type { Actor } from './actor.ts'

/** Who the log names for what happens by the clock. */
export function systemActor(workspaceId: number): Actor {
  return { kind: 'system', id: 'clock', name: 'The clock', role: 'owner', workspaceId }
}
