import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import wabt from 'wabt'

it('bits.wasm.ts is bits.wat, compiled', async () => {
  const source = readFileSync(new URL('./bits.wat', import.meta.url), 'utf8')
  const module = (await wabt()).parseWat('bits.wat', source)
  module.validate()
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64')
  await expect(asFile(base64)).toMatchFileSnapshot('./bits.wasm.ts')
})

function asFile(base64: string): string {
  const lines = (base64.match(/.{1,100}/g) ?? []).map(line => `  '${line}',\n`)
  const about = '/** bits.wat, compiled. `npx vitest run src/roster/bits.test.ts -u` writes it anew. */'
  return `${about}\nexport const BITS_WASM = [\n${lines.join('')}].join('')\n`
}
