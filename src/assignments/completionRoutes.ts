import { readFile } from 'node:fs/promises'
import type { FastifyInstance } from 'fastify'
import { perform } from '../changes/perform.ts'
import { Invalid } from '../errors.ts'
import { actRequest, planOrCommitted } from '../http/actRequest.ts'
import type { AppContext } from '../http/context.ts'
import { actQuery, idParams } from '../http/endpoint.ts'
import { readInput, uploadRoute } from '../http/route.ts'
import { readTable } from '../imports/file/readTable.ts'
import { isProblem } from '../imports/file/table.ts'
import { receiveUpload } from '../imports/receiveUpload.ts'
import { assignmentsContract } from './contract.ts'
import { importCompletions } from './importCompletions.ts'
import { getAssignmentRow } from './queries.ts'
import { readCompletions } from './readCompletions.ts'

/** Read on the thread that answers everybody else, so no larger than what is read in a blink. */
const MOST_BYTES = 20 * 1024 * 1024
const MOST_ROWS = 50_000

/** Nothing of the file is kept: whoever has seen the plan sends it again to be carried out. */
export function completionRawRoutes(fastify: FastifyInstance, context: AppContext): void {
  const { config, db } = context
  uploadRoute(
    fastify,
    context,
    assignmentsContract.importCompletions,
    async ({ request, context: asked }) => {
      const { id } = await readInput(idParams, request.params)
      const query = await readInput(actQuery, request.query)
      const { workspaceId } = asked.actor
      const { title } = await getAssignmentRow(db.read, workspaceId, id)
      const upload = await receiveUpload(
        request,
        config.dataFolder,
        Math.min(MOST_BYTES, config.maxUploadBytes),
      )
      try {
        const workspace = await db.read
          .selectFrom('workspace')
          .select('time_zone')
          .where('id', '=', workspaceId)
          .executeTakeFirstOrThrow()
        const about = { id, title, timeZone: workspace.time_zone, now: asked.now().getTime() }
        const list = await readList(upload, about)
        const act = importCompletions(id, upload.fileName, list)
        return planOrCommitted(
          await perform(asked.engine, actRequest(asked, query, 'completions.import'), act),
        )
      } finally {
        await upload.remove()
      }
    },
  )
}

async function readList(
  { path, fileName }: { path: string; fileName: string },
  about: Parameters<typeof readCompletions>[1],
) {
  const table = await readTable(await readFile(path), fileName)
  if (isProblem(table)) throw refused(table.problem)
  if (table.rowCount > MOST_ROWS)
    throw refused(`“${fileName}” has more than ${MOST_ROWS.toLocaleString('en')} rows. Split it.`)
  const list = readCompletions(table, about)
  if ('problem' in list) throw refused(list.problem)
  return list
}

const refused = (message: string) => new Invalid(message, [{ path: 'file', message }])
