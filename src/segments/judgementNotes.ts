import type { RuleNote } from './noteContract.ts'
import type { Part } from './rule/drawRules.ts'
import type { IdlePart } from './rule/findIdle.ts'
import type { Judgement } from './rule/judge.ts'
import { print } from './rule/print.ts'
import { pruneRule } from './rule/pruneRule.ts'
import { type BoundRule, type Dictionary, groupOf, type Rule } from './rule/rule.ts'
import { simplify } from './rule/simplify.ts'
import { unbind } from './rule/unbind.ts'
import { valuePath } from './rule/valuePath.ts'

const MOST_IDLE = 5
/** Letters of a part that a sentence names; its path says which it is. */
const LONGEST = 120
const OF_TODAY = ' That is so today; it depends on the date.'

type Judged = { rule: Rule; bound: BoundRule; judgement: Judgement; dictionary: Dictionary }

/** What a judgement says, in sentences. `rule` is the same as `bound`, as it was written. */
export function judgementNotes(judged: Judged): RuleNote[] {
  const { verdict, idle, isOfToday } = judged.judgement
  const notes =
    verdict === 'open' || verdict === 'unsure'
      ? idle.flatMap(part => idleNotes(part, judged)).slice(0, MOST_IDLE)
      : [constantNote(verdict, judged)]
  return isOfToday ? notes.map(note => ({ ...note, message: note.message + OF_TODAY })) : notes
}

function constantNote(verdict: 'never' | 'always', { bound, judgement, dictionary }: Judged): RuleNote {
  const core = simplify(pruneRule(bound, judgement.idle))
  const subject = judgement.idle.length === 0 ? 'it' : quoted(print(unbind(core, dictionary)))
  return verdict === 'never'
    ? { kind: 'never', path: '', message: `Nobody can ever fit this rule: ${subject} contradicts itself.` }
    : {
        kind: 'always',
        path: '',
        message: `Everybody fits this rule, whatever their tags: ${subject} is true of everyone.`,
      }
}

function idleNotes({ part, kind, because }: IdlePart, { rule, dictionary }: Judged): RuleNote[] {
  const own = partAt(rule, part.path)
  if (!own) return []
  const text = print(own)
  if (!part.tagIds)
    return [{ kind: 'idle', path: part.path, message: idleSentence(text, kind, because, rule) }]
  return part.tagIds.flatMap(id => {
    const value = dictionary.tagById(id)?.value ?? ''
    const path = 'key' in own ? valuePath(own, part.path, value) : undefined
    const message = `“${value}” in ${quoted(text)} changes nothing: without it the rule means the same.`
    return path === undefined ? [] : [{ kind: 'idle' as const, path, message }]
  })
}

function idleSentence(text: string, kind: Part['kind'], because: IdlePart['because'], rule: Rule): string {
  const own = quoted(text)
  if (because === 'itself')
    return kind === 'all'
      ? `${own} is true of everyone, so it changes nothing here.`
      : `${own} is true of nobody, so it changes nothing here.`
  const neighbour = because && partAt(rule, because.path)
  if (!neighbour) return `${own} changes nothing: with the other parts, the rule means the same without it.`
  const other = print(neighbour)
  if (other === text) return `${own} is said twice; once is enough.`
  return {
    all: `${own} changes nothing: whoever fits ${quoted(other)} fits it anyway.`,
    any: `${own} changes nothing: whoever fits it fits ${quoted(other)} anyway.`,
    none: `${own} changes nothing: whom it keeps out, ${quoted(other)} keeps out anyway.`,
  }[kind]
}

function partAt(rule: Rule, path: string): Rule | undefined {
  let part: Rule | undefined = rule
  for (const [, at] of path.matchAll(/\[(\d+)\]/g)) part = part && groupOf(part)?.rules[Number(at)]
  return part
}

function quoted(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text
  return `“${short}”`
}
