import { NativeSelect } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { api } from '../../api.ts'
import classes from './MessageSettings.module.css'

const MOST = 500

/** A tag key by its name, or none. */
export function KeyChoice({
  label,
  description,
  none,
  value,
  onChange,
  error,
}: {
  label: string
  description: string
  none: string
  value: string | null
  onChange: (name: string | null) => void
  error: string | undefined
}) {
  const { data } = useQuery(api.tags.keys.queryOptions({ input: { limit: MOST } }))
  const names = (data?.items ?? []).map(key => key.name)
  const known = value === null || names.includes(value) ? names : [value, ...names]
  return (
    <NativeSelect
      label={label}
      description={description}
      value={value ?? ''}
      data={[{ value: '', label: none }, ...known.map(name => ({ value: name, label: name }))]}
      onChange={event => onChange(event.currentTarget.value || null)}
      error={error}
      className={classes.field}
    />
  )
}
