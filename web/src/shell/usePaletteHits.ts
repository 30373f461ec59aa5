import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { linkOptions, type NavigateOptions } from '@tanstack/react-router'
import { fold } from '../../../src/tags/fold.ts'
import { api } from '../api.ts'
import { counted } from '../parts/Count.tsx'
import { useMay } from '../session.ts'
import { footPlaces, morePlaces, places } from './places.ts'

export type Hit = { id: string; kind: string; label: string; hint: string; to: NavigateOptions }

const EACH = 5

const pages: Hit[] = [...places, ...morePlaces, ...footPlaces].map(place => ({
  id: `page ${place.to}`,
  kind: 'Page',
  label: place.label,
  hint: place.key ? `g ${place.key}` : '',
  to: linkOptions({ to: place.to }),
}))

const acts: Hit[] = [
  { id: 'new person', kind: 'Act', label: 'Add a person', hint: '', to: linkOptions({ to: '/people/new' }) },
  { id: 'import', kind: 'Act', label: 'Import people', hint: '', to: linkOptions({ to: '/imports' }) },
  { id: 'new tag', kind: 'Act', label: 'Add tags', hint: '', to: linkOptions({ to: '/tags/new' }) },
  {
    id: 'new segment',
    kind: 'Act',
    label: 'New segment',
    hint: '',
    to: linkOptions({ to: '/segments/new' }),
  },
  {
    id: 'new assignment',
    kind: 'Act',
    label: 'New assignment',
    hint: '',
    to: linkOptions({ to: '/assignments/new' }),
  },
]

/** What fits the words typed: acts and pages at once, people, tags, segments and assignments from the server. */
export function usePaletteHits(q: string): { hits: Hit[]; isSearching: boolean } {
  const mayEdit = useMay('editor')
  const asked = {
    input: { q, limit: EACH },
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 5_000,
  }
  const people = useQuery(api.people.list.queryOptions(asked))
  const tags = useQuery(api.tags.list.queryOptions(asked))
  const segments = useQuery(api.segments.list.queryOptions(asked))
  const assignments = useQuery(api.assignments.list.queryOptions(asked))

  const fixed = [...(mayEdit ? acts : []), ...pages].filter(hit => startsAWord(hit.label, q))
  if (q === '') return { hits: fixed, isSearching: false }

  const found: Hit[] = [
    ...(segments.data?.items ?? []).map(one => ({
      id: `segment ${one.id}`,
      kind: 'Segment',
      label: one.name,
      hint: counted(one.people, 'person', 'people'),
      to: linkOptions({ to: '/segments/$id', params: { id: one.id } }),
    })),
    ...(tags.data?.items ?? []).map(one => ({
      id: `tag ${one.id}`,
      kind: 'Tag',
      label: `${one.key}: ${one.value}`,
      hint: counted(one.people, 'person', 'people'),
      to: linkOptions({ to: '/people', search: { tag: String(one.id) } }),
    })),
    ...(people.data?.items ?? []).map(one => ({
      id: `person ${one.id}`,
      kind: 'Person',
      label: `${one.firstName} ${one.lastName}`.trim() || one.email,
      hint: one.email,
      to: linkOptions({ to: '/people/$id', params: { id: one.id } }),
    })),
    ...(assignments.data?.items ?? []).map(one => ({
      id: `assignment ${one.id}`,
      kind: 'Assignment',
      label: one.title,
      hint: one.status,
      to: linkOptions({ to: '/assignments/$id', params: { id: one.id } }),
    })),
  ]
  return {
    hits: [...fixed, ...found],
    isSearching: [people, tags, segments, assignments].some(query => query.isFetching),
  }
}

function startsAWord(label: string, q: string): boolean {
  return ` ${fold(label)}`.includes(` ${fold(q)}`)
}
