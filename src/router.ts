import type { FastifyInstance } from 'fastify'
import { accessRoutes } from './access/routes.ts'
import { completionRawRoutes } from './assignments/completionRoutes.ts'
import { exceptionsRoutes } from './assignments/exceptionRoutes.ts'
import { recipientRawRoutes } from './assignments/exportRoutes.ts'
import { assignmentsRoutes } from './assignments/routes.ts'
import { changesRawRoutes } from './changes/rawRoutes.ts'
import { changesRoutes } from './changes/routes.ts'
import { deliveryRoutes } from './delivery/routes.ts'
import { deliverySettingsRoutes } from './delivery/settingsRoutes.ts'
import { evidenceRawRoutes } from './evidence/routes.ts'
import { guideRoutes } from './guide/routes.ts'
import { homeRoutes } from './home/routes.ts'
import type { AppContext } from './http/context.ts'
import { importPresetsRoutes } from './imports/presetRoutes.ts'
import { importsRawRoutes } from './imports/rawRoutes.ts'
import { importsRoutes } from './imports/routes.ts'
import { peopleRawRoutes } from './people/exportRoutes.ts'
import { peopleRoutes } from './people/routes.ts'
import { reportRawRoutes } from './reports/exportRoutes.ts'
import { reportsRoutes } from './reports/routes.ts'
import { segmentsRoutes } from './segments/routes.ts'
import { aliasesRoutes } from './tags/aliasRoutes.ts'
import { tagsRoutes } from './tags/routes.ts'
import { webhooksRoutes } from './webhooks/routes.ts'

/** Every feature's routes, one line each, as in contract.ts. */
export const router = {
  access: accessRoutes,
  assignments: assignmentsRoutes,
  exceptions: exceptionsRoutes,
  reports: reportsRoutes,
  delivery: deliveryRoutes,
  deliverySettings: deliverySettingsRoutes,
  webhooks: webhooksRoutes,
  changes: changesRoutes,
  guide: guideRoutes,
  home: homeRoutes,
  imports: importsRoutes,
  importPresets: importPresetsRoutes,
  people: peopleRoutes,
  tags: tagsRoutes,
  aliases: aliasesRoutes,
  segments: segmentsRoutes,
}

/** Features with uploads and downloads register them themselves (http/route.ts: rawRoute, uploadRoute). */
export const rawRoutes: ((app: FastifyInstance, context: AppContext) => void)[] = [
  changesRawRoutes,
  completionRawRoutes,
  evidenceRawRoutes,
  importsRawRoutes,
  peopleRawRoutes,
  recipientRawRoutes,
  reportRawRoutes,
]
