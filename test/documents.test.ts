import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import type { Command } from 'commander'
import { describe, expect, it } from 'vitest'
import { buildProgram } from '../src/cli/program.ts'
import { GUIDE_FOLDER, readPages } from '../src/guide/readPages.ts'
import { parse } from '../src/segments/rule/parse.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

const documents = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.md'))
    .map(name => join('docs', name)),
]
const pages = await readPages(GUIDE_FOLDER)
const slugs = new Set(pages.map(page => page.slug))

/** Where Markdown links and pictures lead, without what is in code blocks. */
function linksIn(markdown: string): string[] {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(match => match[1] ?? '')
}

describe.each(documents)('%s', path => {
  const text = read(path)

  it('links to what is there', () => {
    const broken = linksIn(text).filter(link => {
      if (/^(https?:|mailto:|#)/.test(link)) return false
      if (link.startsWith('/help/')) return !slugs.has(link.slice('/help/'.length))
      // Any other page of the web app, by the routes it has; and what the server shows itself.
      if (link.startsWith('/')) return link !== '/api/docs' && !isRoute(link)
      const [file = ''] = link.split('#')
      return !existsSync(join(root, dirname(path), file))
    })
    expect(broken).toEqual([])
  })

  it('names only settings, scripts and commands that exist', () => {
    const ofTests = (name: string) => name.startsWith('MUSTER_TEST_') || name === 'MUSTER_SEED'
    const settings = namesIn(text).filter(name => !known.has(name) && !ofTests(name))
    expect(settings).toEqual([])
    const run = [...text.matchAll(/\bnpm run (?:-s )?([\w:-]+)/g)].map(match => match[1] ?? '')
    const own = [...text.matchAll(/\bnpm (start|test)\b/g)].map(match => match[1] ?? '')
    expect([...run, ...own].filter(script => !(script in scripts))).toEqual([])
    expect(commandsIn(text).filter(line => !isCommand(line))).toEqual([])
  })
})

const routes = new Set(
  [...read('web/src/router.tsx').matchAll(/\b(?:at\(|path: )'([^']+)'/g)].map(match => match[1] ?? ''),
)
/** A whole address, or one whose last step is a route of its own below the rest. */
function isRoute(link: string): boolean {
  const at = link.lastIndexOf('/')
  return routes.has(link) || (routes.has(link.slice(0, at)) && routes.has(link.slice(at + 1)))
}
const scripts: Record<string, string> = JSON.parse(read('package.json')).scripts
const namesIn = (text: string) => [...new Set(text.match(/\bMUSTER_[A-Z_]*[A-Z]\b/g))]
const known = new Set(namesIn(read('src/config.ts')))

/** `muster key create` in prose, a code block or behind `npm run -s muster --`, without its parameters. */
function commandsIn(text: string): string[] {
  const code = [...text.matchAll(/`([^`\n]+)`/g), ...text.matchAll(/^([^`\n]+)$/gm)].map(
    match => match[1] ?? '',
  )
  return code.flatMap(line => {
    const [, words] = /^\s*(?:npm run -s )?muster (?:-- )?((?:[a-z]+ ?)+)/.exec(line) ?? []
    return words === undefined ? [] : [words.trim()]
  })
}

const program = buildProgram({})

function isCommand(words: string): boolean {
  const [first = '', second] = words.split(' ')
  if (first === 'help') return second === undefined || find(program, second) !== undefined
  const command = find(program, first)
  if (!command) return false
  return command.commands.length === 0 || second === undefined || find(command, second) !== undefined
}

const find = (command: Command, name: string) => command.commands.find(each => each.name() === name)

it('every setting there is stands in the README', () => {
  const table = read('README.md')
  expect([...known].filter(name => !table.includes(`| \`${name}\` |`))).toEqual([])
})

it('every command there is stands in the README', () => {
  const named = new Set(commandsIn(read('README.md')))
  const all = program.commands.flatMap(command =>
    command.commands.length === 0
      ? [command.name()]
      : command.commands.map(each => `${command.name()} ${each.name()}`),
  )
  expect(all.filter(name => !named.has(name))).toEqual([])
})

it('every page of the guide has a title, a summary, and a name that is its alone', () => {
  expect(pages.length).toBeGreaterThan(10)
  expect(slugs.size).toBe(pages.length)
  for (const { slug, title, summary, markdown } of pages) {
    expect(markdown.startsWith(`# ${title}\n`), slug).toBe(true)
    expect(summary, slug).toMatch(/^.{20,300}$/)
  }
})

it('every page of the guide that the web app leads to is there', () => {
  const folder = join(root, 'web/src')
  const named = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter(name => name.endsWith('.tsx'))
    .flatMap(name => [
      ...readFileSync(join(folder, name), 'utf8').matchAll(/\bslug: '([^']+)'|"\/help\/([\w-]+)"/g),
    ])
    .map(match => match[1] ?? match[2] ?? '')
  expect(named).toContain('what-are-tags-and-segments')
  expect(named.filter(slug => !slugs.has(slug))).toEqual([])
})

it('every rule in the guide can be read', () => {
  const { markdown = '' } = pages.find(page => page.slug === 'making-a-segment') ?? {}
  const language = markdown.split('## The text language')[1] ?? ''
  const listed = [...language.matchAll(/^- `([^`]+)`/gm)].map(match => match[1] ?? '')
  const blocks = [...language.matchAll(/^```rule\n([\s\S]*?)^```/gm)].flatMap(match =>
    (match[1] ?? '').trim().split('\n'),
  )
  const rules = [...listed, ...blocks]
  expect(rules.length).toBeGreaterThan(20)
  expect(rules.map(rule => ({ rule, read: parse(rule) })).filter(({ read }) => 'error' in read)).toEqual([])
})

it('tables are only where they are shown as tables: the web app shows the guide without', () => {
  const withTable = pages.filter(page => /^\|.*\|$/m.test(page.markdown)).map(page => page.slug)
  expect(withTable).toEqual([])
})

it('the picture of the README is small enough to be loaded by everyone', () => {
  const [picture = ''] = linksIn(read('README.md')).filter(link => link.endsWith('.png'))
  expect(relative('docs', picture)).toBe('screenshot.png')
  expect(readFileSync(join(root, picture)).length).toBeLessThan(400_000)
})
