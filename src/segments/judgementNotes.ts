import type { RuleNote } from './noteContract.ts'
import { dependsOnDay } from './rule/dependsOnDay.ts'
import type { DrawContext, Part } from './rule/drawRules.ts'
import type { IdlePart } from './rule/findIdle.ts'
import type { Judgement } from './rule/judge.ts'
import { print } from './rule/print.ts'
import { pruneRule } from './rule/pruneRule.ts'
import { type BoundRule, groupOf, type Rule } from './rule/rule.ts'
import { simplify } from './rule/simplify.ts'
import { unbind } from './rule/unbind.ts'
import { valuePath } from './rule/valuePath.ts'

const MOST_IDLE = 5
/** Letters of a part that a sentence names; its path says which it is. */
const LONGEST = 120

type Judged = { rule: Rule; bound: BoundRule; judgement: Judgement; context: DrawContext }

/** What a judgement says, in sentences. `rule` is the same as `bound`, as it was written. */
export function judgementNotes(judged: Judged): RuleNote[] {
  const { verdict, idle } = judged.judgement
  if (verdict === 'never' || verdict === 'always') return [constantNote(verdict, judged)]
  return idle.flatMap(part => idleNotes(part, judged)).slice(0, MOST_IDLE)
}

function constantNote(verdict: 'never' | 'always', { bound, judgement, context }: Judged): RuleNote {
  const core = simplify(pruneRule(bound, judgement.idle))
  const subject = judgement.idle.length === 0 ? 'it' : quoted(print(unbind(core, context.dictionary)))
  const message = {
    never: `Nobody can ever fit this rule: ${subject} contradicts itself.`,
    always: `Everybody fits this rule, whatever their tags: ${subject} is true of everyone.`,
  }[verdict]
  return { kind: verdict, path: '', message: message + today([core], context) }
}

function idleNotes({ part, kind, because }: IdlePart, { rule, bound, context }: Judged): RuleNote[] {
  const own = partAt(rule, part.path)
  if (!own) return []
  const text = print(own)
  if (!part.tagIds) {
    const message = idleSentence(text, kind, because, rule)
    const paths = because === 'itself' ? [part.path] : because ? [part.path, because.path] : ['']
    const concerned = paths.flatMap(path => partAt(bound, path) ?? [])
    return [{ kind: 'idle', path: part.path, message: message + today(concerned, context) }]
  }
  return part.tagIds.flatMap(id => {
    const value = context.dictionary.tagById(id)?.value ?? ''
    const path = 'key' in own ? valuePath(own, part.path, value) : undefined
    const message = `“${value}” in ${quoted(text)} changes nothing: without it the rule means the same.`
    return path === undefined ? [] : [{ kind: 'idle', path, message: message + today([bound], context) }]
  })
}

/** Said where it is true today but need not be so tomorrow. */
function today(rules: readonly BoundRule[], { rulesOf }: DrawContext): string {
  return dependsOnDay(rules, rulesOf) ? ' That is so today; it depends on the date.' : ''
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

function partAt<R extends Rule | BoundRule>(rule: R, path: string): R | undefined {
  let part: R | undefined = rule
  for (const [, at] of path.matchAll(/\[(\d+)\]/g))
    part = part && (groupOf<Rule | BoundRule>(part)?.rules[Number(at)] as R | undefined)
  return part
}

function quoted(text: string): string {
  const short = text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()}…` : text
  return `“${short}”`
}
