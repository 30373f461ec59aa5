import type { OpenAPI } from '@orpc/openapi'

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  anyOf?: unknown[]
  oneOf?: unknown[]
  items?: unknown
  properties?: Record<string, unknown>
  required?: string[]
  additionalProperties?: unknown
  format?: string
  examples?: unknown[]
  contentMediaType?: string
}

const asSchema = (schema: unknown): Schema => (typeof schema === 'object' && schema !== null ? schema : {})
const nameOf = (ref: string) => ref.split('/').at(-1) ?? ref

/** A JSON schema the way one would jot it down; names of other shapes are marked with an arrow. */
export function shapeOf(schema: unknown, indent = ''): string {
  const { $ref, anyOf, oneOf, const: only, enum: values, properties, items, ...rest } = asSchema(schema)
  if ($ref) return `→${nameOf($ref)}`
  const options = anyOf ?? oneOf
  if (options) return [...new Set(options.map(option => shapeOf(option, indent)))].join(' | ')
  if (only !== undefined) return JSON.stringify(only)
  if (values) return values.map(value => JSON.stringify(value)).join(' | ')
  if (rest.type === 'array') return `[${shapeOf(items, indent)}, …]`
  if (properties) return objectShape(properties, rest.required ?? [], indent)
  if (rest.type === 'object') return `{ [key]: ${shapeOf(rest.additionalProperties, indent)} }`
  if (rest.contentMediaType) return 'file'
  return rest.format ? `${rest.type} (${rest.format})` : [rest.type ?? 'anything'].flat().join(' | ')
}

function objectShape(properties: Record<string, unknown>, required: string[], indent: string): string {
  const inner = `${indent}  `
  const lines = Object.entries(properties).map(
    ([name, schema]) => `${inner}${name}${required.includes(name) ? '' : '?'}: ${shapeOf(schema, inner)}`,
  )
  return `{\n${lines.join('\n')}\n${indent}}`
}

/** Words that make an example read like one. */
const words: Record<string, unknown> = {
  email: 'ada@example.org',
  firstName: 'Ada',
  lastName: 'Lovelace',
  name: 'Dallas Sales People',
  workspace: 'Acme',
  key: 'Department',
  values: ['Sales'],
  value: 'Sales',
  password: 'a long passphrase',
  title: 'Read the new travel policy',
  tags: { Department: ['Sales'] },
  add: { Department: ['Sales'] },
  timeZone: 'America/Chicago',
  rule: { all: [{ key: 'Department', op: 'is', values: ['Sales'] }] },
}

/** A small value that fits the schema: what is required, or the first few fields when nothing is. */
export function exampleOf(document: OpenAPI.Document, schema: unknown, name = ''): unknown {
  const { $ref, anyOf, oneOf, ...rest } = asSchema(schema)
  if (name in words) return words[name]
  if ($ref) return exampleOf(document, document.components?.schemas?.[nameOf($ref)], name)
  const options = anyOf ?? oneOf
  if (options) return exampleOf(document, options[0], name)
  if (rest.const !== undefined) return rest.const
  if (rest.enum) return rest.enum[0]
  if (rest.type === 'array') return [exampleOf(document, rest.items)]
  if (rest.properties) {
    const names = rest.required?.length ? rest.required : Object.keys(rest.properties).slice(0, 2)
    return Object.fromEntries(names.map(key => [key, exampleOf(document, rest.properties?.[key], key)]))
  }
  if (rest.type === 'integer' || rest.type === 'number') return 1
  if (rest.type === 'boolean') return true
  if (rest.type === 'object') return {}
  if (rest.format === 'date-time') return '2026-03-01T09:30:00.000Z'
  return 'text'
}
