declare module 'virtual:contract-routes' {
  import type { Contract } from '../../src/contract.ts'

  /** The contract without its schemas; made by web/vite.config.ts. */
  const routes: Contract
  export default routes
}
