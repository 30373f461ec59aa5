import { Button, Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api, client } from '../../api.ts'
import { fieldErrors } from '../../parts/fieldErrors.ts'
import { KeyValueEditor, type TagsByKey } from '../../parts/KeyValueEditor.tsx'
import { OriginLine } from '../../parts/OriginLine.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { movesNoMembership } from '../../parts/planFigures.ts'
import { fullName } from '../../parts/planNames.ts'
import { TagChip } from '../../parts/TagChip.tsx'
import { problemOf } from '../../problem.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './PersonPage.module.css'
import type { PersonDetails } from './personDetails.ts'
import { Section } from './Section.tsx'

/**
 * The person's tags by key, edited where they stand, and on request each with where it came from. What moves nobody between
 * segments is saved at once.
 */
export function PersonTags({
  person,
  asOf,
  mayEdit,
}: {
  person: PersonDetails
  asOf: string | undefined
  mayEdit: boolean
}) {
  const [hasOrigins, setHasOrigins] = useState(false)
  const origins = useQuery({
    ...api.people.origins.queryOptions({ input: { id: person.id, asOf } }),
    enabled: hasOrigins,
  })
  const [edited, setEdited] = useState<TagsByKey | null>(null)
  const [error, setError] = useState<unknown>(null)
  const { start, isBusy } = usePlanAct()
  const known =
    hasOrigins && origins.data ? new Map(origins.data.tags.map(tag => [tag.id, tag.origin])) : null
  const present = byKey(person.tags)
  const changed = edited ? changedKeys(present, edited) : {}
  const close = () => {
    setEdited(null)
    setError(null)
  }
  const save = () => {
    if (Object.keys(changed).length === 0) return close()
    setError(null)
    void start({
      label: `Save the tags of ${fullName(person)}`,
      quiet: movesNoMembership,
      run: query => client.people.update({ params: { id: person.id }, query, body: { tags: changed } }),
      onDone: close,
      onRefused: setError,
    })
  }

  if (edited) {
    return (
      <Section title="Tags">
        <form
          onSubmit={event => {
            event.preventDefault()
            save()
          }}
        >
          <KeyValueEditor value={edited} onChange={setEdited} errors={error ? fieldErrors(error) : {}} />
          <ProblemAlert error={error && problemOf(error).errors.length === 0 ? error : null} />
          <Group gap="xs" mt="sm">
            <Button type="submit" loading={isBusy}>
              Save tags
            </Button>
            <Button variant="default" onClick={close}>
              Cancel
            </Button>
          </Group>
        </form>
      </Section>
    )
  }
  return (
    <Section
      title="Tags"
      action={
        <Group gap={4}>
          {person.tags.length > 0 ? (
            <Button
              variant="subtle"
              size="compact-sm"
              aria-expanded={hasOrigins}
              loading={origins.isLoading}
              onClick={() => setHasOrigins(!hasOrigins)}
            >
              Where from?
            </Button>
          ) : null}
          {mayEdit ? (
            <Button variant="subtle" size="compact-sm" onClick={() => setEdited(present)}>
              Edit tags
            </Button>
          ) : null}
        </Group>
      }
    >
      {hasOrigins && origins.error ? (
        <ProblemAlert error={origins.error} retry={() => void origins.refetch()} />
      ) : null}
      {person.tags.length === 0 ? (
        <p className={classes.none}>No tags yet.</p>
      ) : (
        <dl className={classes.tags}>
          {Object.keys(present).map(key => (
            <div key={key}>
              <dt>{key}</dt>
              <dd data-lines={known !== null || undefined}>
                {person.tags
                  .filter(tag => tag.key === key)
                  .map(tag => (
                    <span key={tag.id} className={classes.tag}>
                      <TagChip tag={tag} withKey={false} />
                      {known ? <OriginLine origin={known.get(tag.id) ?? null} /> : null}
                    </span>
                  ))}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}

function byKey(tags: PersonDetails['tags']): TagsByKey {
  const keys: TagsByKey = {}
  for (const { key, value } of tags) keys[key] = [...(keys[key] ?? []), value]
  return keys
}

/** Only the keys that differ are sent, so that two people editing different keys do not undo each other. */
function changedKeys(before: TagsByKey, after: TagsByKey): TagsByKey {
  const same = (a: readonly string[], b: readonly string[]) =>
    a.length === b.length && a.every((value, at) => value === b[at])
  return Object.fromEntries(Object.entries(after).filter(([key, values]) => !same(before[key] ?? [], values)))
}
