import type { Import } from '../src/imports/contract.ts'
import type { TestApp } from './app.ts'

/** Uploads a file as an editor would; answers the status and the body, an Import or a problem. */
export async function upload(
  app: TestApp,
  file: { name: string; content: string | Uint8Array; options?: object },
): Promise<{
  status: number
  import: Import
  problem: { detail: string; errors?: { path: string; message: string }[] }
}> {
  const form = new FormData()
  if (file.options) form.set('options', JSON.stringify(file.options))
  form.set(
    'file',
    new Blob([typeof file.content === 'string' ? file.content : new Uint8Array(file.content)]),
    file.name,
  )
  const response = await app.fetch('/api/v1/imports', { method: 'POST', body: form }, 'editor')
  const body = await response.json()
  return { status: response.status, import: body as Import, problem: body as { detail: string } }
}

/** Uploads and commits; answers the import as done. */
export async function importFile(app: TestApp, name: string, content: string | Uint8Array, options?: object) {
  const uploaded = await upload(app, { name, content, options })
  if (uploaded.status !== 201) throw new Error(`The upload was refused: ${JSON.stringify(uploaded.problem)}`)
  const client = await app.client('editor')
  const done = await client.imports.commit({ params: { id: uploaded.import.id }, query: {}, body: {} })
  if (!('status' in done)) throw new Error('The commit answered a plan.')
  return done
}

/** Every person with their tags as `Key: Value`, by e-mail address. */
export async function tagsByEmail(app: TestApp): Promise<Record<string, string[]>> {
  const { read } = app.context.db
  const people = await read
    .selectFrom('person')
    .select(['email', 'tags'])
    .where('status', '=', 'active')
    .orderBy('email')
    .execute()
  const tags = await read
    .selectFrom('tag')
    .innerJoin('tag_key', 'tag_key.id', 'tag.key_id')
    .select(['tag.id', 'tag_key.name', 'tag.value'])
    .execute()
  const names = new Map(tags.map(tag => [tag.id, `${tag.name}: ${tag.value}`]))
  return Object.fromEntries(
    people.map(({ email, tags: ids }) => [
      email,
      (JSON.parse(ids) as number[]).map(id => names.get(id) ?? '?').sort(),
    ]),
  )
}
