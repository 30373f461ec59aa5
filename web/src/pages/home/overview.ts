import type { InferContractRouterOutputs } from '@orpc/contract'
import type { Contract } from '../../../../src/contract.ts'

export type Overview = InferContractRouterOutputs<Contract>['home']['overview']
