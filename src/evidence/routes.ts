import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { dayIn } from '../changes/raiseDay.ts'
import type { AppContext } from '../http/context.ts'
import { rawRoute } from '../http/route.ts'
import { evidenceContract } from './contract.ts'
import { type Prepared, prepareAssignmentReport, preparePersonReport } from './prepareReport.ts'
import { reportHtml, styleOf } from './reportHtml.ts'
import { reportJson } from './reportJson.ts'

/** Evidence, written to the wire as it is read from the database. */
export function evidenceRawRoutes(app: FastifyInstance, context: AppContext): void {
  rawRoute(app, context, evidenceContract.assignment, async ({ input, context, reply }) =>
    sendJson(reply, `assignment-${input.id}`, await prepareAssignmentReport(context, input)),
  )
  rawRoute(app, context, evidenceContract.assignmentHtml, async ({ input, context, reply }) =>
    sendHtml(reply, await prepareAssignmentReport(context, input)),
  )
  rawRoute(app, context, evidenceContract.person, async ({ input, context, reply }) =>
    sendJson(reply, `person-${input.id}`, await preparePersonReport(context, input)),
  )
  rawRoute(app, context, evidenceContract.personHtml, async ({ input, context, reply }) =>
    sendHtml(reply, await preparePersonReport(context, input)),
  )
}

function sendJson(reply: FastifyReply, name: string, prepared: Prepared): Readable {
  const { asOf, workspace } = prepared.head
  const day = dayIn(workspace.timeZone, Date.parse(asOf))
  reply.header('content-disposition', `attachment; filename="${name}-evidence-${day}.json"`)
  reply.type('application/json; charset=utf-8')
  return Readable.from(reportJson(prepared))
}

function sendHtml(reply: FastifyReply, prepared: Prepared): Readable {
  const style = createHash('sha256').update(styleOf(prepared)).digest('base64')
  // The page may do nothing but look as its own style says.
  reply.header(
    'content-security-policy',
    `default-src 'none'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  )
  reply.type('text/html; charset=utf-8')
  return Readable.from(reportHtml(prepared))
}
