import { describe, expect, it } from 'vitest'
import { startApp } from '../../test/app.ts'
import { insertFeedback } from './queries.ts'
import { GUIDE_FOLDER, readPages, toPage } from './readPages.ts'
import { searchPages } from './searchPages.ts'

const page = (slug: string, markdown: string) => toPage(slug, markdown)

describe('a page', () => {
  it('takes its title from the first heading and its summary from the first paragraph', () => {
    expect(
      page(
        'tags',
        '# Tags and segments\n\n![x](y.png)\n\nPeople carry **tags**; see\n[segments](x.md).\n\nMore.',
      ),
    ).toMatchObject({ slug: 'tags', title: 'Tags and segments', summary: 'People carry tags; see segments.' })
  })

  it('without a heading goes by its file', () => {
    expect(page('odd', '')).toMatchObject({ title: 'odd', summary: '' })
  })
})

it('finds the pages that hold every word, titles first, whatever the case', () => {
  const pages = [
    page('a', '# Importing\n\nA file makes tags.'),
    page('b', '# Tags\n\nBy hand or from a file.'),
    page('c', '# Roles\n\nWho may.'),
  ]
  expect(searchPages(pages, 'TAGS').map(({ slug }) => slug)).toEqual(['b', 'a'])
  expect(searchPages(pages, 'file  tags').map(({ slug }) => slug)).toEqual(['a', 'b'])
  expect(searchPages(pages, 'file roles')).toEqual([])
  expect(searchPages(pages, ' ')).toHaveLength(3)
})

it('has no pages where there is no folder', async () => {
  expect(await readPages('/nowhere')).toEqual([])
})

it('keeps what readers say, for owners to read newest first', async () => {
  const t = await startApp()
  const say = (answered: boolean, remark: string, at: number) =>
    t.context.db.transaction(tx =>
      insertFeedback(tx, t.workspaceId, { slug: 'tags', answered, remark, by: 'Vi', at }),
    )
  await say(true, '', 1_000)
  await say(false, 'Where is undo?', 2_000)
  const owner = await t.client('owner')
  const first = await owner.guide.feedback({ limit: 1 })
  expect(first).toMatchObject({ total: 2, items: [{ answered: false, remark: 'Where is undo?', by: 'Vi' }] })
  const second = await owner.guide.feedback({ limit: 1, cursor: first.nextCursor ?? '' })
  expect(second).toMatchObject({ items: [{ answered: true, remark: '' }], nextCursor: null })
  const viewer = await t.client('viewer')
  await expect(viewer.guide.page({ slug: 'no-such-page' })).rejects.toMatchObject({ status: 404 })
  await expect(
    viewer.guide.sendFeedback({ params: { slug: 'no-such-page' }, body: { answered: true } }),
  ).rejects.toMatchObject({ status: 404 })
  await expect(viewer.guide.feedback({})).rejects.toMatchObject({ status: 403 })
  await t.close()
})

const written = await readPages(GUIDE_FOLDER)
it.skipIf(written.length === 0)('gives every page that is written, and takes feedback on it', async () => {
  const t = await startApp()
  const client = await t.client('viewer')
  const { items } = await client.guide.pages({})
  expect(items.map(({ slug }) => slug)).toEqual(written.map(({ slug }) => slug))
  for (const { slug, title, summary } of items) {
    expect([slug, title.length > 0, summary.length > 0]).toEqual([slug, true, true])
    await client.guide.sendFeedback({ params: { slug }, body: { answered: true } })
  }
  expect((await (await t.client('owner')).guide.feedback({})).total).toBe(items.length)
  await t.close()
})
