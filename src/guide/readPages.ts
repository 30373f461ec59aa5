import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

export type Page = { slug: string; title: string; summary: string; markdown: string }

/** `docs/guide`: one file a page, ordered by the number its name begins with, such as 01-tags-and-segments.md. */
export const GUIDE_FOLDER = join(import.meta.dirname, '../../docs/guide')

const FILE = /^(\d+)-([a-z0-9-]+)\.md$/

/** The pages in order. Read each time: they are few and small, and an edited page should show at once. */
export async function readPages(folder: string): Promise<Page[]> {
  const names = await readdir(folder).catch(() => [])
  const files = names.flatMap(name => {
    const [, number, slug] = FILE.exec(name) ?? []
    return number && slug ? [{ name, number: Number(number), slug }] : []
  })
  files.sort((a, b) => a.number - b.number || a.name.localeCompare(b.name))
  return await Promise.all(
    files.map(async ({ name, slug }) => toPage(slug, await readFile(join(folder, name), 'utf8'))),
  )
}

/** The title is the first heading, the summary the first paragraph without its marks. */
export function toPage(slug: string, markdown: string): Page {
  const blocks = markdown.split(/\n\s*\n/).map(block => block.trim())
  const title = /^#\s+(.+)$/m.exec(markdown)?.[1]?.trim() ?? slug
  const paragraph = blocks.find(block => /^[\p{L}\p{N}*_[“"`]/u.test(block)) ?? ''
  return { slug, title, summary: withoutMarks(paragraph), markdown }
}

const withoutMarks = (text: string) =>
  text
    .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/[*_`]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
