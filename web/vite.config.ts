import { minifyContractRouter } from '@orpc/contract'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { contract } from '../src/contract.ts'

/**
 * The client needs each endpoint's method and path when it runs, but not its schemas: those would bring the whole
 * of zod to the first page. So the contract is boiled down to its routes when the app is built.
 */
function contractRoutes(): Plugin {
  const name = 'virtual:contract-routes'
  // `tags` is both what a reference page groups endpoints by (a list) and a feature of the contract (which stays).
  const isWords = (key: string, value: unknown) =>
    key === 'summary' || key === 'meta' || (key === 'tags' && Array.isArray(value))
  const routesOnly = JSON.stringify(minifyContractRouter(contract), (key, value: unknown) =>
    isWords(key, value) ? undefined : value,
  )
  return {
    name,
    resolveId(id, importer) {
      if (id === 'zod')
        this.error(`${importer} brings zod to the browser: import contracts with “import type”.`)
      return id === name ? `\0${name}` : undefined
    },
    // oRPC recognises a procedure by its errorMap and meta, so meta stays as an empty object.
    load: id =>
      id === `\0${name}`
        ? `export default ${routesOnly.replaceAll('"errorMap":{}', '"errorMap":{},"meta":{}')}`
        : undefined,
  }
}

// Whoever builds from within tests has “test” in the environment, of which a React for developers would be made.
if (process.argv.includes('build')) process.env.NODE_ENV = 'production'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react(), contractRoutes()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // The polyfill is for browsers without modulepreload, none of which run the rest of the app.
    modulePreload: { polyfill: false },
    // Nothing inlined as data: the server's content security policy names only its own origin.
    assetsInlineLimit: 0,
  },
  server: {
    proxy: { '/api': { target: 'http://127.0.0.1:3000', changeOrigin: false } },
  },
})
