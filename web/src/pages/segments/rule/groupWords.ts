import { describe } from '../../../../../src/segments/rule/describe.ts'
import { finished, type GroupNode, plain } from '../ruleTree.ts'

/** What a group says: “people whose Department is Sales or Marketing”. */
export function sentenceOf(node: GroupNode, length = Number.POSITIVE_INFINITY): string {
  const part = finished(node)
  if (!part) return 'nothing yet'
  const sentence = describe(plain(part))
  const said = `${sentence.charAt(0).toLowerCase()}${sentence.slice(1)}`
  return said.length <= length ? said : `${said.slice(0, said.lastIndexOf(' ', length))} …`
}
