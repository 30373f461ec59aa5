import { Radio, Stack } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'

/** What happens when the audience moves. */
export function HowFields({ draft, set }: FieldsProps) {
  return (
    <section className={classes.part} aria-labelledby="how">
      <h2 id="how">How it follows its segments</h2>
      <Radio.Group
        label="People who enter the segments later"
        value={draft.joiners}
        onChange={value => set({ joiners: value === 'ignore' ? 'ignore' : 'receive' })}
      >
        <Stack gap={8} mt={6}>
          <Radio value="receive" label="receive it too" />
          <Radio value="ignore" label="do not receive it" />
        </Stack>
      </Radio.Group>
      <Radio.Group
        label="People who leave the segments"
        value={draft.leavers}
        onChange={value => set({ leavers: value === 'withdraw' ? 'withdraw' : 'keep' })}
      >
        <Stack gap={8} mt={6}>
          <Radio value="keep" label="keep it" />
          <Radio value="withdraw" label="lose it, unless they have completed it" />
        </Stack>
      </Radio.Group>
    </section>
  )
}
