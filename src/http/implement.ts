import { implement } from '@orpc/server'
import { type Actor, admit } from '../access/actor.ts'
import { contract } from '../contract.ts'
import type { RequestContext } from './context.ts'

const base = implement(contract).$context<RequestContext>()

/**
 * What features build their routes on: `app.tags.keys.handler(({ input, context }) => …)`. The guard refuses whoever
 * lacks the role the contract names, and gives the handler its actor.
 */
export const app = base.use(({ context, procedure, next }) => {
  const { role } = procedure['~orpc'].meta
  if (role === 'public') throw new Error('A public endpoint is implemented on `open`, not on `app`.')
  const actor: Actor = admit(context.actor, role)
  return next({ context: { actor } })
})

/** The same for the few public endpoints; the actor may be null. Shut to endpoints that are not declared public. */
export const open = base.use(({ procedure, next }) => {
  if (procedure['~orpc'].meta.role !== 'public') {
    throw new Error('Only endpoints declared public are implemented on `open`.')
  }
  return next()
})
