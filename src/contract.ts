import { accessContract } from './access/contract.ts'
import { assignmentsContract } from './assignments/contract.ts'
import { exceptionsContract } from './assignments/exceptionContract.ts'
import { changesContract } from './changes/contract.ts'
import { deliveryContract } from './delivery/contract.ts'
import { deliverySettingsContract } from './delivery/settingsContract.ts'
import { evidenceContract } from './evidence/contract.ts'
import { guideContract } from './guide/contract.ts'
import { homeContract } from './home/contract.ts'
import { importsContract } from './imports/contract.ts'
import { importPresetsContract } from './imports/presetContract.ts'
import { peopleContract } from './people/contract.ts'
import { reportsContract } from './reports/contract.ts'
import { segmentsContract } from './segments/contract.ts'
import { aliasesContract } from './tags/aliasContract.ts'
import { tagsContract } from './tags/contract.ts'
import { webhooksContract } from './webhooks/contract.ts'

/** The whole public surface under /api/v1: validation, types, the typed client and OpenAPI come from here. */
export const contract = {
  access: accessContract,
  home: homeContract,
  people: peopleContract,
  tags: tagsContract,
  aliases: aliasesContract,
  segments: segmentsContract,
  imports: importsContract,
  importPresets: importPresetsContract,
  assignments: assignmentsContract,
  exceptions: exceptionsContract,
  evidence: evidenceContract,
  reports: reportsContract,
  delivery: deliveryContract,
  deliverySettings: deliverySettingsContract,
  webhooks: webhooksContract,
  changes: changesContract,
  guide: guideContract,
}
export type Contract = typeof contract
