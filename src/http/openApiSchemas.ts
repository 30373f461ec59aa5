import type { OpenAPI } from '@orpc/openapi'
import { explainedKinds } from '../segments/explainContract.ts'
import { OPERATOR_NAMES } from '../segments/rule/rule.ts'

const text = { type: 'string' } as const
const rules = { type: 'array', items: { $ref: '#/components/schemas/Rule' } } as const

const group = (kind: 'all' | 'any' | 'none', description: string) =>
  ({
    type: 'object',
    description,
    properties: { [kind]: rules },
    required: [kind],
    additionalProperties: false,
  }) satisfies OpenAPI.SchemaObject

/** The trees of the contract, which zod only knows as custom types, and the one shape of all errors. */
export const handWrittenSchemas: Record<string, OpenAPI.SchemaObject> = {
  Rule: {
    description:
      'Which people belong: groups nested freely, conditions on tags, and references to other segments.',
    oneOf: [
      group('all', 'Every one holds.'),
      group('any', 'At least one holds.'),
      group('none', 'Not one holds.'),
      {
        type: 'object',
        description: 'A condition on the tags of one key.',
        properties: {
          key: text,
          op: { type: 'string', enum: [...OPERATOR_NAMES] },
          values: { type: 'array', items: text },
        },
        required: ['key', 'op'],
        additionalProperties: false,
      },
      {
        type: 'object',
        description: 'Membership of another segment, by name or id.',
        properties: { segment: { anyOf: [text, { type: 'integer' }] } },
        required: ['segment'],
        additionalProperties: false,
      },
    ],
    examples: [
      {
        all: [
          { key: 'Department', op: 'is', values: ['Sales'] },
          { key: 'Location', op: 'is', values: ['Dallas', 'New York'] },
        ],
      },
    ],
  },
  Explained: {
    type: 'object',
    description: 'A node of the rule with what it says of one person.',
    properties: {
      label: text,
      kind: { type: 'string', enum: [...explainedKinds] },
      matches: { type: 'boolean' },
      because: {
        type: 'array',
        items: {
          type: 'object',
          properties: {
            id: { type: 'integer' },
            key: text,
            value: text,
            origin: { anyOf: [{ $ref: '#/components/schemas/TagOrigin' }, { type: 'null' }] },
          },
          required: ['id', 'key', 'value', 'origin'],
        },
      },
      children: { type: 'array', items: { $ref: '#/components/schemas/Explained' } },
    },
    required: ['label', 'kind', 'matches', 'because', 'children'],
  },
  Problem: {
    type: 'object',
    description:
      'RFC 9457. A 409 carries the `plan` as it is now, or the `dependents` that stand in the way.',
    properties: {
      type: { type: 'string', const: 'about:blank' },
      title: text,
      status: { type: 'integer' },
      detail: { type: 'string', description: 'One or two sentences: what happened and what to do.' },
      errors: {
        type: 'array',
        description: 'What is wrong with the input, by path such as `tags.Department[0]`.',
        items: { type: 'object', properties: { path: text, message: text }, required: ['path', 'message'] },
      },
      plan: { $ref: '#/components/schemas/Plan' },
    },
    required: ['type', 'title', 'status', 'detail'],
  },
}
