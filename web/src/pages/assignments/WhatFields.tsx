import { Textarea, TextInput } from '@mantine/core'
import classes from './AssignmentEditor.module.css'
import type { FieldsProps } from './AssignmentEditor.tsx'

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
    </section>
  )
}
