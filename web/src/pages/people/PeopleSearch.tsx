import { useQuery } from '@tanstack/react-query'
import { SearchBox } from '../../parts/SearchBox.tsx'
import classes from './PeoplePage.module.css'
import { mistakeOf, readSearch } from './readSearch.ts'
import { UseSuggestion } from './UseSuggestion.tsx'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** One field for names, e-mail addresses and rules. */
export function PeopleSearch() {
  const { filter, change } = usePeopleFilter()
  const search = async (text: string | undefined) => {
    const read = text === undefined ? {} : await readSearch(text)
    change({ q: undefined, where: undefined, ...read })
  }
  return (
    <SearchBox
      label="Search people"
      placeholder="Name, e-mail, or a rule: Department is Sales"
      value={filter.where ?? filter.q}
      onSearch={text => void search(text)}
    />
  )
}

/** Under the field: that the words are read as a rule, or why they are not though they look like one. */
export function SearchHint({ isRefused }: { isRefused: boolean }) {
  const { filter } = usePeopleFilter()
  const text = filter.q ?? ''
  const { data: mistake } = useQuery({
    queryKey: ['mistake in search', text],
    queryFn: () => mistakeOf(text),
    enabled: text !== '',
    staleTime: Number.POSITIVE_INFINITY,
  })
  if (filter.where !== undefined) {
    // What is wrong with it stands in place of the list.
    if (isRefused) return null
    return <p className={classes.hint}>Read as a rule. Everyone below fits it.</p>
  }
  if (!mistake || !text) return null
  return (
    <p className={classes.hint} aria-live="polite">
      Read as words of a name. As a rule it stops at {placeOf(mistake, text)}: {mistake.message}
      {mistake.suggestion ? (
        <>
          {' '}
          <UseSuggestion text={text} mistake={{ ...mistake, suggestion: mistake.suggestion }} />
        </>
      ) : null}
    </p>
  )
}

function placeOf(mistake: { line: number; column: number }, text: string): string {
  return text.includes('\n') ? `line ${mistake.line}, column ${mistake.column}` : `column ${mistake.column}`
}
