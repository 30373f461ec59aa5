import { Button, NumberInput, Select, Skeleton, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { Settings } from '../../../../src/access/contract.ts'
import { api, client } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { useMay } from '../../session.ts'
import { readClosedDays } from './closedDays.ts'
import classes from './Settings.module.css'
import { WorkingDays, week } from './WorkingDays.tsx'

const zones = Intl.supportedValuesOf('timeZone')

/** Name, time zone, and where the brake holds a change. */
export function WorkspacePage() {
  const { data, error, refetch } = useQuery(api.access.settings.queryOptions({ meta: { form: true } }))
  if (error) return <ProblemAlert error={error} retry={() => void refetch()} />
  return data ? <WorkspaceForm settings={data} /> : <Skeleton height={320} />
}

function WorkspaceForm({ settings }: { settings: Settings }) {
  const queryClient = useQueryClient()
  const isAdmin = useMay('admin')
  const { onSubmit, pending, error, errors } = useSubmit(async field => {
    const number = (name: string) => Number(field(name).replace(/\D/g, ''))
    await client.access.updateSettings({
      body: {
        name: field('name'),
        timeZone: field('timeZone'),
        workingDays: week.flatMap((_, at) => (field(`workingDay${at + 1}`) === '' ? [] : [at + 1])),
        closedDays: readClosedDays(field('closedDays')),
        limits: {
          segmentShare: number('segmentShare') / 100,
          segmentPeople: number('segmentPeople'),
          deactivated: number('deactivated'),
          messages: number('messages'),
        },
        keepFilesDays: number('keepFilesDays'),
      },
    })
    await queryClient.invalidateQueries()
    toast('The settings were saved.')
  })
  const numbers = {
    min: 0,
    allowDecimal: false,
    thousandSeparator: ',',
    disabled: !isAdmin,
    styles: { wrapper: { maxWidth: 180 } },
  }

  return (
    <form className={classes.form} onSubmit={onSubmit}>
      <ProblemAlert error={error} />
      <TextInput
        label="Name"
        name="name"
        defaultValue={settings.name}
        disabled={!isAdmin}
        required
        withAsterisk={false}
        error={errors.name}
      />
      <Select
        label="Time zone"
        description="Midnight, due days and dates are this zone’s."
        name="timeZone"
        data={zones.includes(settings.timeZone) ? zones : [settings.timeZone, ...zones]}
        defaultValue={settings.timeZone}
        searchable
        allowDeselect={false}
        disabled={!isAdmin}
        error={errors.timeZone}
      />
      <WorkingDays settings={settings} disabled={!isAdmin} errors={errors} />
      <fieldset>
        <legend>The brake</legend>
        <div className="quiet">
          A change bigger than this is held until somebody types its number. It guards against a wrong file
          and a wrong rule.
        </div>
        <NumberInput
          label="Share of a segment that may enter or leave at once"
          name="segmentShare"
          defaultValue={Math.round(settings.limits.segmentShare * 100)}
          suffix=" %"
          {...numbers}
          max={100}
          error={errors['limits.segmentShare']}
        />
        <NumberInput
          label="… counted from this many people on"
          name="segmentPeople"
          defaultValue={settings.limits.segmentPeople}
          {...numbers}
          min={1}
          error={errors['limits.segmentPeople']}
        />
        <NumberInput
          label="People deactivated at once"
          name="deactivated"
          defaultValue={settings.limits.deactivated}
          {...numbers}
          error={errors['limits.deactivated']}
        />
        <NumberInput
          label="Messages sent at once"
          name="messages"
          defaultValue={settings.limits.messages}
          {...numbers}
          error={errors['limits.messages']}
        />
      </fieldset>
      <fieldset>
        <legend>Files of imports</legend>
        <div className="quiet">
          The file of each import is kept with its history, for whoever may import to download. After that it
          is deleted, with its refused rows; what the import did stays.
        </div>
        <NumberInput
          label="Kept after the import"
          name="keepFilesDays"
          defaultValue={settings.keepFilesDays}
          suffix=" days"
          {...numbers}
          max={36_500}
          error={errors.keepFilesDays}
        />
      </fieldset>
      {isAdmin ? (
        <div>
          <Button type="submit" loading={pending}>
            Save the settings
          </Button>
        </div>
      ) : (
        <p className="quiet">Only admins and owners change these.</p>
      )}
    </form>
  )
}
