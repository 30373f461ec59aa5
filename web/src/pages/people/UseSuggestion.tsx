import type { ParseError } from '../../../../src/segments/rule/parser.ts'
import { readSearch } from './readSearch.ts'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** Puts what is probably meant in place of a mistake in the search, as the editor of segments does; loaded when it is pressed. */
export function UseSuggestion({
  text,
  mistake,
}: {
  text: string
  mistake: Pick<ParseError, 'line' | 'column' | 'message'> & { suggestion: string }
}) {
  const { change } = usePeopleFilter()
  const use = async () => {
    const { mendedAt } = await import('../segments/textMarks.ts')
    change({ q: undefined, where: undefined, ...(await readSearch(mendedAt(text, mistake))) })
  }
  return (
    <button type="button" className="linkButton" onClick={() => void use()}>
      Use {mistake.suggestion}
    </button>
  )
}
