import { readFileSync, writeFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import wabt from 'wabt'
import { BITS_WASM } from './bits.wasm.ts'

const at = (name: string) => new URL(name, import.meta.url)

it('bits.wasm.ts is bits.wat, compiled', async () => {
  const module = (await wabt()).parseWat('bits.wat', readFileSync(at('./bits.wat'), 'utf8'))
  const compiled = Buffer.from(module.toBinary({}).buffer).toString('base64')
  if (process.env.UPDATE === '1') writeFileSync(at('./bits.wasm.ts'), asSource(compiled))
  else expect(BITS_WASM).toBe(compiled)
})

function asSource(base64: string): string {
  const lines = (base64.match(/.{1,100}/g) ?? []).map(line => `  '${line}',\n`)
  const about = '/** bits.wat, compiled. `UPDATE=1 npx vitest run src/roster/bits.test.ts` writes it anew. */'
  return `${about}\nexport const BITS_WASM = [\n${lines.join('')}].join('')\n`
}
