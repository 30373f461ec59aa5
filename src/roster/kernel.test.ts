import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import wabt from 'wabt'

it('kernel.wasm.ts is bits.wat and formula.wat, compiled', async () => {
  const source = `(module\n${read('bits.wat')}\n${read('formula.wat')})`
  const module = (await wabt()).parseWat('kernel.wat', source)
  module.validate()
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64')
  await expect(asFile(base64)).toMatchFileSnapshot('./kernel.wasm.ts')
})

const read = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')

function asFile(base64: string): string {
  const lines = (base64.match(/.{1,100}/g) ?? []).map(line => `  '${line}',\n`)
  const about =
    '/** bits.wat and formula.wat, compiled. `npx vitest run src/roster/kernel.test.ts -u` writes it anew. */'
  return `${about}\nexport const KERNEL_WASM = [\n${lines.join('')}].join('')\n`
}
