import type { FastifyInstance, FastifyRequest } from 'fastify'
import { currentRoster } from '../changes/engine.ts'
import type { PerformRequest } from '../changes/perform.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import { attach, CSV, XLSX } from '../http/attach.ts'
import type { AppContext } from '../http/context.ts'
import { actQuery, idParams } from '../http/endpoint.ts'
import { readInput, uploadForFileRoute, uploadRoute } from '../http/route.ts'
import { receiveUpload } from '../imports/receiveUpload.ts'
import { assignmentsContract } from './contract.ts'
import { getAssignmentRow } from './queries.ts'
import type { CompletionFile } from './readCompletionFile.ts'

const MOST_BYTES = 20 * 1024 * 1024

/**
 * Lists of completions, read in the background thread. Nothing of the file is kept: whoever has seen the plan sends it again to
 * be carried out, or to have the refused rows back.
 */
export function completionRawRoutes(fastify: FastifyInstance, context: AppContext): void {
  const { background } = context
  uploadRoute(
    fastify,
    context,
    assignmentsContract.importCompletions,
    async ({ request, context: asked }) => {
      const { id } = await readInput(idParams, request.params)
      const query = await readInput(actQuery, request.query)
      return await withFile(context, request, about(asked, id), async file =>
        planOrCommitted(await record(context, actRequest(asked, query, 'completions.import'), file)),
      )
    },
  )
  uploadForFileRoute(
    fastify,
    context,
    assignmentsContract.refusedCompletions,
    async ({ request, reply, context: asked }) => {
      const { id } = await readInput(idParams, request.params)
      return await withFile(context, request, about(asked, id), async file => {
        const { bytes, ending } = await background.run('refusedCompletionRows', { file })
        const name = file.fileName.replace(/\.\w+$/, '')
        attach(reply, `refused from ${name}.${ending}`, ending === 'csv' ? CSV : XLSX)
        return Buffer.from(bytes)
      })
    },
  )
}

type About = Pick<CompletionFile, 'workspaceId' | 'assignmentId' | 'now'>

const about = (
  { actor, now }: { actor: { workspaceId: number }; now(): Date },
  assignmentId: number,
): About => ({ workspaceId: actor.workspaceId, assignmentId, now: now().getTime() })

async function withFile<Answer>(
  { config, db }: AppContext,
  request: FastifyRequest,
  about: About,
  work: (file: CompletionFile) => Promise<Answer>,
): Promise<Answer> {
  // Before a byte of the file is taken in.
  await getAssignmentRow(db.read, about.workspaceId, about.assignmentId)
  const mostBytes = Math.min(MOST_BYTES, config.maxUploadBytes)
  const upload = await receiveUpload(request, config.dataFolder, mostBytes)
  try {
    return await work({ ...about, path: upload.path, fileName: upload.fileName })
  } finally {
    await upload.remove()
  }
}

/** In turn with this process's other writers; the roster here follows before the answer. */
async function record({ engine, background }: AppContext, request: PerformRequest, file: CompletionFile) {
  const work = () => background.run('importCompletionFile', { request, file })
  if (request.dryRun) return await work()
  const done = await engine.inTurn(request.workspaceId, work)
  const { version } = await currentRoster(engine, request.workspaceId)
  engine.committed(request.workspaceId, version)
  return done
}
