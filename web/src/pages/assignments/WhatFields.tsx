import { Radio, Stack, Textarea, TextInput } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'
import { StepsField } from './StepsField.tsx'

/** What it is. */
export function WhatFields({ draft, errors, set }: FieldsProps) {
  return (
    <section className={classes.part} aria-labelledby="what">
      <h2 id="what">What</h2>
      <TextInput
        id="assignment-title"
        label="Title"
        required
        dir="auto"
        value={draft.title}
        error={errors.title}
        onChange={event => set({ title: event.currentTarget.value })}
      />
      <Textarea
        label="Instructions"
        description="Markdown: **bold**, lists, links, headings."
        autosize
        minRows={6}
        maxRows={20}
        dir="auto"
        value={draft.instructions}
        error={errors.instructions}
        onChange={event => set({ instructions: event.currentTarget.value })}
      />
      <TextInput
        label="Link"
        description="Where the thing itself is, when it is somewhere else."
        type="url"
        placeholder="https://"
        value={draft.link}
        error={errors.link}
        onChange={event => set({ link: event.currentTarget.value })}
      />
      <StepsField steps={draft.steps} error={errors.steps} onChange={steps => set({ steps })} />
      <Radio.Group
        label="At the end they press"
        value={draft.completion}
        onChange={value => set({ completion: value === 'acknowledged' ? 'acknowledged' : 'done' })}
      >
        <Stack gap={8} mt={6}>
          <Radio
            value="done"
            label={draft.steps.length > 0 ? 'nothing more: the last step completes it' : '“Mark as done”'}
          />
          <Radio value="acknowledged" label="“I have read and understood this”" />
        </Stack>
      </Radio.Group>
    </section>
  )
}
