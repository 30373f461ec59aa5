import { type AnyContractRouter, ContractProcedure } from '@orpc/contract'
import { type OpenAPI, OpenAPIGenerator } from '@orpc/openapi'
import { traverseContractProcedures } from '@orpc/server'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { z } from 'zod'
import packageJson from '../../package.json' with { type: 'json' }
import { ApiKey, Invitation, Me, Member, Settings } from '../access/contract.ts'
import { Assignment, Recipient } from '../assignments/contract.ts'
import { Change, Plan, TagOrigin } from '../changes/contract.ts'
import { PersonMove, PersonName } from '../changes/moveContract.ts'
import { contract } from '../contract.ts'
import { Message } from '../delivery/contract.ts'
import { Import } from '../imports/contract.ts'
import { Person } from '../people/contract.ts'
import { Segment } from '../segments/contract.ts'
import { Explained } from '../segments/explainContract.ts'
import { Tag, TagKey } from '../tags/contract.ts'
import type { EndpointMeta } from './endpoint.ts'
import { handWrittenSchemas } from './openApiSchemas.ts'

type Procedure = {
  key: string
  meta: EndpointMeta
  definition: ContractProcedure<never, never, never, never>['~orpc']
}

/** The contract as an OpenAPI 3.1 document. */
export async function openApiDocument(): Promise<OpenAPI.Document> {
  const procedures = proceduresOf(contract)
  const document = await generator.generate(asRouter(procedures), {
    info: {
      title: 'Muster',
      version: packageJson.version,
      description:
        'People carry tags, segments organise tags with rules, assignments go to segments. Every act takes `?dryRun=true` and then answers with its Plan and writes nothing. Lists are `{items, total, nextCursor}`.',
    },
    servers: [{ url: '/api/v1' }],
    security: [{ key: [] }, { session: [] }],
    components: {
      securitySchemes: {
        key: {
          type: 'http',
          scheme: 'bearer',
          description: 'An API key, made under Settings or by `muster key create`.',
        },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'muster.session_token',
          description: 'What signing in sets.',
        },
      },
    },
    commonSchemas: Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, { schema }])),
  })
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...handWrittenSchemas },
  }
  for (const { meta, definition } of procedures) complete(document, meta, definition.route)
  document.paths = { ...document.paths, '/events': { get: events } }
  return document
}

/** Shapes that appear in many answers: written once, referred to by name. */
const named = {
  Plan,
  PersonName,
  PersonMove,
  Person,
  TagKey,
  Tag,
  Segment,
  Assignment,
  Recipient,
  Import,
  Message,
  Change,
  TagOrigin,
  Me,
  Member,
  Invitation,
  ApiKey,
  Settings,
}

const generator = new OpenAPIGenerator({
  schemaConverters: [
    new ZodToJsonSchemaConverter({
      interceptors: [
        // A z.custom has no schema of its own: in the contract it is a rule or an explanation of one, both trees.
        ({ schema, next }) =>
          schema._zod.def.type === 'custom'
            ? [true, { $ref: `#/components/schemas/${schema === Explained ? 'Explained' : 'Rule'}` }]
            : withoutSafeLimits(next()),
      ],
    }),
  ],
})

/** zod bounds every whole number by what JavaScript can count to: true, and noise in every second line. */
function withoutSafeLimits<Json extends object>([required, json]: [boolean, Json]): [boolean, Json] {
  const { minimum, maximum, ...rest } = json as Json & { minimum?: number; maximum?: number }
  return [
    required,
    {
      ...rest,
      ...(minimum === undefined || minimum === Number.MIN_SAFE_INTEGER ? {} : { minimum }),
      ...(maximum === undefined || maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }),
    } as Json,
  ]
}

function proceduresOf(router: AnyContractRouter): Procedure[] {
  const procedures: Procedure[] = []
  traverseContractProcedures({ router, path: [] }, ({ contract: { '~orpc': definition }, path }) => {
    procedures.push({
      key: path.join('.'),
      meta: definition.meta as EndpointMeta,
      definition: definition as Procedure['definition'],
    })
  })
  return procedures
}

function asRouter(procedures: Procedure[]): AnyContractRouter {
  return Object.fromEntries(
    procedures.map(({ key, definition }) => [
      key,
      new ContractProcedure({ ...definition, inputSchema: withoutAnything(definition.inputSchema) as never }),
    ]),
  )
}

/** `query: z.unknown()` says that nothing is read there; the generator would take it for a mistake. */
function withoutAnything(schema: unknown): unknown {
  if (!(schema instanceof z.ZodObject)) return schema
  const entries: [string, z.core.$ZodType][] = Object.entries(schema.shape)
  const kept = entries.filter(
    ([, field]) => !(field instanceof z.ZodOptional && field.def.innerType instanceof z.ZodUnknown),
  )
  return z.object(Object.fromEntries(kept) as z.ZodRawShape)
}

const events = {
  operationId: 'events',
  summary: 'Server-sent events of the workspace',
  description:
    'Needs the role viewer. `event: change` with the new version when a change commits, `event: recipient` when somebody opens or completes, `event: message` when one is sent or fails.',
  tags: ['Changes'],
  responses: { 200: { description: 'OK', content: { 'text/event-stream': { schema: { type: 'string' } } } } },
} satisfies OpenAPI.OperationObject

/** What holds for every endpoint alike: who may, how it fails, how a POST is repeated. */
function complete(
  document: OpenAPI.Document,
  meta: EndpointMeta,
  route: { method?: string; path?: string; successStatus?: number },
): void {
  const place = document.paths?.[route.path ?? '']
  const operation = place?.[(route.method ?? 'GET').toLowerCase() as 'get']
  if (!operation) return
  Object.assign(operation, { 'x-role': meta.role })
  operation.description ??= meta.role === 'public' ? 'Open to everybody.' : `Needs the role ${meta.role}.`
  if (meta.role === 'public') operation.security = []
  for (const parameter of operation.parameters ?? []) {
    // The generator's own ideas; neither is true here.
    Object.assign(parameter, { allowEmptyValue: undefined, allowReserved: undefined })
  }
  const body = operation.requestBody
  if (meta.raw && body && 'content' in body) delete body.content['application/json']
  const problem = { $ref: '#/components/schemas/Problem' }
  operation.responses = {
    ...operation.responses,
    default: {
      description: 'Refused: 401, 403, 404, 409, 413, 422 or 429, always of this shape.',
      content: { 'application/problem+json': { schema: problem } },
    },
  }
  if (route.method === 'POST' && !meta.raw && !meta.secret && meta.role !== 'public') {
    operation.parameters = [
      ...(operation.parameters ?? []),
      {
        name: 'Idempotency-Key',
        in: 'header',
        schema: { type: 'string', maxLength: 200 },
        description: 'A repeat with the same key within 24 hours gets the first answer again.',
      },
    ]
  }
}
