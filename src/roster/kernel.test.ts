import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import wabt from 'wabt'

it.each([
  { file: 'kernel.wasm.ts', name: 'KERNEL_WASM', parts: ['bits.wat', 'formula.wat'] },
  { file: 'ask.wasm.ts', name: 'ASK_WASM', parts: ['rows.wat', 'ask.wat'] },
])('$file is its text, compiled', async ({ file, name, parts }) => {
  const module = (await wabt()).parseWat(file, `(module\n${parts.map(read).join('\n')})`)
  module.validate()
  const base64 = Buffer.from(module.toBinary({}).buffer).toString('base64')
  await expect(asFile(base64, name, parts)).toMatchFileSnapshot(`./${file}`)
})

const read = (name: string) => readFileSync(new URL(`./${name}`, import.meta.url), 'utf8')

function asFile(base64: string, name: string, parts: readonly string[]): string {
  const lines = (base64.match(/.{1,100}/g) ?? []).map(line => `  '${line}',\n`)
  const from = parts.join(' and ')
  const about = `/** ${from}, compiled. \`npx vitest run src/roster/kernel.test.ts -u\` writes it anew. */`
  return `${about}\nexport const ${name} = [\n${lines.join('')}].join('')\n`
}
