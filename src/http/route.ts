import type {
  AnyContractProcedure,
  AnySchema,
  ContractProcedure,
  ErrorMap,
  InferSchemaOutput,
} from '@orpc/contract'
import { type AnyProcedure, call, isProcedure, traverseContractProcedures } from '@orpc/server'
import type {
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  HTTPMethods,
  onRequestHookHandler,
} from 'fastify'
import { type Actor, admit } from '../access/actor.ts'
import { authenticate } from '../access/authenticate.ts'
import type { Plan } from '../changes/contract.ts'
import { stillPlan } from '../changes/stillPlan.ts'
import type { AppContext, RequestContext } from './context.ts'
import type { EndpointMeta } from './endpoint.ts'
import { keepAnswer } from './idempotency.ts'
import { InvalidInput } from './problem.ts'

declare module 'fastify' {
  interface FastifyRequest {
    /** Set before the body is read, on every route of the contract. */
    muster: RequestContext | null
  }
}

/** For one address. High, because a whole company may sit behind one; the links themselves cannot be guessed. */
const PUBLIC_LIMIT = { max: 1_200, timeWindow: '1 minute' }

/** Every implemented procedure becomes a Fastify route of its own, so that limits, metrics and logs know it by name. */
export function registerRoutes(app: FastifyInstance, context: AppContext, router: object): void {
  traverseContractProcedures({ router: router as never, path: [] }, ({ contract }) => {
    if (isProcedure(contract)) registerRoute(app, context, contract)
  })
}

function registerRoute(app: FastifyInstance, context: AppContext, procedure: AnyProcedure): void {
  const { route, meta } = procedure['~orpc']
  const detailed = route.inputStructure === 'detailed'
  app.route({
    ...place(procedure),
    ...(meta.role === 'public' ? { config: { rateLimit: PUBLIC_LIMIT } } : {}),
    onRequest: gate(context, meta as EndpointMeta),
    async handler(request, reply) {
      const { params, query, body } = request
      const input = detailed ? { params, query, body } : { ...Object(query), ...Object(params) }
      const status = isDryRun(request) ? 200 : (route.successStatus ?? 200)
      const answer = await keepAnswer(contextOf(request), request, async requestContext => {
        const output: unknown =
          meta.still && isDryRun(request)
            ? await planStill(requestContext, procedure, input)
            : await call(procedure, input, { context: requestContext })
        return { status, body: JSON.stringify(output) }
      })
      if (answer.replayed) reply.header('idempotency-replayed', 'true')
      return reply.status(answer.status).type('application/json; charset=utf-8').send(answer.body)
    },
  })
}

async function planStill(
  { db, actor }: RequestContext,
  procedure: AnyProcedure,
  input: unknown,
): Promise<Plan> {
  const { route, inputSchema } = procedure['~orpc']
  if (inputSchema) await readInput(inputSchema, input)
  const workspace = actor
    ? await db.read
        .selectFrom('workspace')
        .select('version')
        .where('id', '=', actor.workspaceId)
        .executeTakeFirst()
    : undefined
  return stillPlan(workspace?.version ?? 0, route.summary ?? '')
}

type RawCall<Input> = {
  /** Path parameters and query, as the contract reads them. An upload reads its parts from `request` itself. */
  input: Input
  context: RequestContext & { actor: Actor }
  request: FastifyRequest
  reply: FastifyReply
}

/**
 * A download: an endpoint with `meta.raw` that streams its answer. Guarded and read by its contract like any other;
 * what it throws becomes a problem. Return what Fastify may send (a stream, a buffer, text), or use `reply`.
 */
export function rawRoute<Input extends AnySchema>(
  app: FastifyInstance,
  context: AppContext,
  procedure: ContractProcedure<Input, AnySchema, ErrorMap, EndpointMeta>,
  handler: (call: RawCall<InferSchemaOutput<Input>>) => Promise<unknown>,
): void {
  const { inputSchema, meta } = procedure['~orpc']
  app.route({
    ...place(procedure),
    onRequest: gate(context, meta),
    async handler(request, reply) {
      const raw = { ...Object(request.query), ...Object(request.params) }
      const input = inputSchema ? await readInput(inputSchema, raw) : raw
      return await handler({ input, context: actingContext(request, meta), request, reply })
    },
  })
}

/**
 * An upload: an endpoint with `meta.raw` whose body (multipart) the handler reads itself from `request`. What it
 * returns is sent as JSON with the contract's success status.
 */
export function uploadRoute(
  app: FastifyInstance,
  context: AppContext,
  procedure: ContractProcedure<AnySchema, AnySchema, ErrorMap, EndpointMeta>,
  handler: (call: Omit<RawCall<never>, 'input'>) => Promise<unknown>,
): void {
  const { route, meta } = procedure['~orpc']
  app.route({
    ...place(procedure),
    bodyLimit: context.config.maxUploadBytes + 1024 * 1024,
    onRequest: gate(context, meta),
    async handler(request, reply) {
      const answer = await keepAnswer(contextOf(request), request, async () => {
        const output = await handler({ context: actingContext(request, meta), request, reply })
        return {
          status: isDryRun(request) ? 200 : (route.successStatus ?? 200),
          body: JSON.stringify(output),
        }
      })
      if (answer.replayed) reply.header('idempotency-replayed', 'true')
      return reply.status(answer.status).type('application/json; charset=utf-8').send(answer.body)
    },
  })
}

/** An upload that is answered by a file, made from the one that was sent; nothing is written. */
export function uploadForFileRoute(
  app: FastifyInstance,
  context: AppContext,
  procedure: ContractProcedure<AnySchema, AnySchema, ErrorMap, EndpointMeta>,
  handler: (call: Omit<RawCall<never>, 'input'>) => Promise<Buffer>,
): void {
  const { meta } = procedure['~orpc']
  app.route({
    ...place(procedure),
    bodyLimit: context.config.maxUploadBytes + 1024 * 1024,
    onRequest: gate(context, meta),
    handler: (request, reply) => handler({ context: actingContext(request, meta), request, reply }),
  })
}

/** The value as the schema reads it; throws what problemOf answers as 422 with its errors by path. */
export async function readInput<Schema extends AnySchema>(
  schema: Schema,
  value: unknown,
): Promise<InferSchemaOutput<Schema>> {
  const result = await schema['~standard'].validate(value)
  if (result.issues) throw new InvalidInput(result.issues)
  return result.value as InferSchemaOutput<Schema>
}

function place(procedure: AnyContractProcedure): {
  method: HTTPMethods
  url: string
  exposeHeadRoute: false
} {
  const { route } = procedure['~orpc']
  if (!route.path || !route.method) throw new Error('An endpoint without method or path cannot be served.')
  const url = `/api/v1${route.path.replaceAll(/\{(\w+)\}/g, ':$1')}`
  return { method: route.method, url, exposeHeadRoute: false }
}

/** Answers 401 and 403 before a single byte of the body is read. */
function gate(context: AppContext, meta: EndpointMeta): onRequestHookHandler {
  return async request => {
    const caller = await authenticate(context, request.headers)
    const key = request.headers['idempotency-key']
    request.muster = {
      ...context,
      ...caller,
      idempotencyKey: request.method === 'POST' && !meta.secret && !isDryRun(request) ? one(key) : null,
      requestId: request.id,
      address: request.ip,
    }
    if (meta.role !== 'public') admit(caller.actor, meta.role)
  }
}

const one = (header: string | string[] | undefined) =>
  typeof header === 'string' && header !== '' ? header : null

function contextOf(request: FastifyRequest): RequestContext {
  if (!request.muster) throw new Error('The route was registered without its gate.')
  return request.muster
}

function actingContext(request: FastifyRequest, meta: EndpointMeta): RequestContext & { actor: Actor } {
  const context = contextOf(request)
  if (meta.role === 'public') throw new Error('A raw endpoint cannot be public.')
  return { ...context, actor: admit(context.actor, meta.role) }
}

/** Whether the request asks for the plan only. */
export function isDryRun(request: FastifyRequest): boolean {
  const { query } = request
  if (typeof query !== 'object' || query === null || !('dryRun' in query)) return false
  return query.dryRun === 'true' || query.dryRun === '1'
}
