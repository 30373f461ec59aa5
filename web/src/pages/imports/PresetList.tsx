import { useQuery, useQueryClient } from '@tanstack/react-query'
import { api, client } from '../../api.ts'
import { ConfirmButton } from '../../parts/ConfirmButton.tsx'
import { When } from '../../parts/When.tsx'
import classes from './Imports.module.css'

/** The presets that are kept, whether or not a file at hand has their headings; nothing where there are none. */
export function PresetList({ mayEdit }: { mayEdit: boolean }) {
  const queryClient = useQueryClient()
  const presets = useQuery(api.importPresets.list.queryOptions({ input: { limit: 500 } }))
  const kept = presets.data?.items ?? []
  if (kept.length === 0) return null
  return (
    <details className={classes.presets}>
      <summary>Presets ({kept.length})</summary>
      <ul aria-label="Presets">
        {kept.map(({ id, name, headers, createdBy, createdAt }) => (
          <li key={id}>
            <div className={classes.presetWords}>
              <strong>{name}</strong>
              <span className="quiet">
                for files with {headers.join(', ')}; kept by {createdBy} <When at={createdAt} />
              </span>
            </div>
            {mayEdit ? (
              <ConfirmButton
                act={`Delete preset ${name}`}
                consequence="It is no longer applied to files with these headings. Imports made with it stay as they are."
                onConfirm={async () => {
                  await client.importPresets.remove({ params: { id } })
                  await queryClient.invalidateQueries({ queryKey: api.importPresets.key() })
                }}
              >
                Delete
              </ConfirmButton>
            ) : null}
          </li>
        ))}
      </ul>
    </details>
  )
}
