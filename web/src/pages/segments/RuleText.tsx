import { Textarea } from '@mantine/core'
import { changeNode } from './editRuleTree.ts'
import { type ProblemsById, withSuggestion as takeSuggestion } from './rule/RuleProblems.tsx'
import type { GroupNode } from './ruleTree.ts'
import classes from './Segments.module.css'
import type { TextProblem } from './segmentDraft.ts'

/** The rule in its text form; follows the builder until it is typed in. */
export function RuleText({
  text,
  problem,
  unfinished,
  problems,
  onEdit,
  onText,
}: {
  text: string
  problem: TextProblem | undefined
  /** How many conditions of the builder are not in the text yet. */
  unfinished: number
  /** Of a text that can be read: names nobody has. */
  problems: ProblemsById | undefined
  onEdit: (edit: (tree: GroupNode) => GroupNode) => void
  onText: (text: string) => void
}) {
  return (
    <div>
      <Textarea
        id="rule-text"
        label="Rule as text"
        description="Conditions joined by and, or, not and parentheses. Names of several words stand in quotes."
        value={text}
        onChange={event => onText(event.currentTarget.value)}
        error={problem ? `Line ${problem.line}, column ${problem.column}: ${problem.message}` : undefined}
        autosize
        minRows={5}
        maxRows={24}
        spellCheck={false}
        placeholder={'Department is Sales and (Location is Dallas or Location is "New York")'}
        classNames={{ input: classes.code }}
      />
      {problem?.suggestion ? (
        <button
          type="button"
          className="linkButton"
          onClick={() => onText(withSuggestion(text, problem, problem.suggestion ?? ''))}
        >
          Use “{problem.suggestion}”
        </button>
      ) : null}
      {problems && problems.size > 0 ? (
        <ul className={classes.problems}>
          {[...problems].flatMap(([id, own]) =>
            own.map(one => (
              <li key={`${id} ${one.field} ${one.index} ${one.message}`}>
                <span className="leave">{one.message}</span>{' '}
                {one.suggestion === undefined ? null : (
                  <button
                    type="button"
                    className="linkButton"
                    onClick={() => onEdit(tree => changeNode(tree, id, node => takeSuggestion(node, one)))}
                  >
                    Use “{one.suggestion}”
                  </button>
                )}
              </li>
            )),
          )}
        </ul>
      ) : null}
      {unfinished > 0 ? (
        <p className={classes.note}>
          {unfinished === 1 ? 'One part' : `${unfinished} parts`} of the builder{' '}
          {unfinished === 1 ? 'is' : 'are'} unfinished and not in this text.
        </p>
      ) : null}
    </div>
  )
}

/** Puts the suggestion in place of the word that stands where the problem is. */
function withSuggestion(text: string, { line, column }: TextProblem, suggestion: string): string {
  const lines = text.split('\n')
  const at = lines[line - 1] ?? ''
  const rest = at.slice(column - 1)
  const [word = ''] = /^("[^"]*"|[^\s(),]+)/.exec(rest) ?? []
  lines[line - 1] = at.slice(0, column - 1) + suggestion + rest.slice(word.length)
  return lines.join('\n')
}
