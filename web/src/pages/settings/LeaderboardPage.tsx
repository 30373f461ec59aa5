import { Button, MultiSelect, NumberInput, Skeleton } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { type Leaderboard, USUAL_MINIMUM } from '../../../../src/reports/leaderboardContract.ts'
import { api, client } from '../../api.ts'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { scrollingOptions } from '../../parts/scrollingOptions.ts'
import { toast } from '../../parts/toasts.tsx'
import { useMay } from '../../session.ts'
import { KeyChoice } from './KeyChoice.tsx'
import classes from './Settings.module.css'

const OFFERED = 200

/** Whether groups are ranked, by what, and how large one has to be. */
export function LeaderboardPage() {
  const { data, error, refetch } = useQuery(
    api.reports.leaderboardSettings.queryOptions({ meta: { form: true } }),
  )
  const isAdmin = useMay('admin')
  if (!isAdmin) return <p className="quiet">Only admins and owners change this.</p>
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />
  return data ? <LeaderboardForm saved={data.leaderboard} /> : <Skeleton height={240} />
}

function LeaderboardForm({ saved }: { saved: Leaderboard | null }) {
  const queryClient = useQueryClient()
  const [draft, setDraft] = useState({
    key: saved?.key ?? null,
    assignments: saved?.assignments ?? [],
    minimum: saved?.minimum ?? USUAL_MINIMUM,
  })
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null })
  const errors = state.error ? fieldErrors(state.error) : {}
  const live = useQuery(
    api.reports.assignments.queryOptions({
      input: { status: 'any', limit: OFFERED },
      enabled: draft.key !== null,
    }),
  )
  const save = async () => {
    setState({ pending: true, error: null })
    const { key, assignments, minimum } = draft
    const leaderboard = key && { key, assignments: assignments.length === 0 ? null : assignments, minimum }
    try {
      await client.reports.updateLeaderboard({ body: { leaderboard: leaderboard || null } })
      setState({ pending: false, error: null })
      await queryClient.invalidateQueries({ queryKey: api.reports.key() })
      toast(leaderboard ? 'The leaderboard is on, under Reports.' : 'The leaderboard is off.')
    } catch (error) {
      setState({ pending: false, error })
    }
  }
  const known = new Map((live.data?.items ?? []).map(one => [one.id, one.title]))
  const offered = [...new Set([...draft.assignments, ...known.keys()])]
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={event => {
        event.preventDefault()
        void save()
      }}
    >
      <p className="quiet">
        Ranks groups of people by how much they have completed, for whoever may see this workspace. Recipients
        do not see it. A ranking can spur people on, and it can put them under pressure: it is off unless you
        choose a key here.
      </p>
      <ProblemAlert error={state.error} />
      <KeyChoice
        label="Rank by"
        description="Each value of this tag key is a group."
        none="No leaderboard"
        value={draft.key}
        onChange={key => setDraft(old => ({ ...old, key }))}
        error={errors['leaderboard.key']}
      />
      {draft.key === null ? null : (
        <>
          <MultiSelect
            {...scrollingOptions}
            label="What counts"
            description="All live assignments, unless you choose some."
            placeholder={draft.assignments.length === 0 ? 'All live assignments' : ''}
            data={offered.map(id => ({ value: String(id), label: known.get(id) ?? `#${id}` }))}
            value={draft.assignments.map(String)}
            onChange={ids => setDraft(old => ({ ...old, assignments: ids.map(Number) }))}
            searchable
            nothingFoundMessage="No assignment of this name"
            error={errors['leaderboard.assignments']}
          />
          <NumberInput
            label="Smallest group"
            description="Smaller groups are only summed, so that nobody is singled out. At least 3."
            value={draft.minimum}
            onChange={value => setDraft(old => ({ ...old, minimum: Number(value) }))}
            suffix=" people"
            min={3}
            allowDecimal={false}
            styles={{ wrapper: { maxWidth: 180 } }}
            error={errors['leaderboard.minimum']}
          />
        </>
      )}
      <div>
        <Button type="submit" loading={state.pending}>
          Save
        </Button>
      </div>
    </form>
  )
}
