import { Button, Group, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../api.ts'
import classes from './Help.module.css'

/** Asked under every page of the guide; the answers are kept for the workspace's owners. */
export function GuideFeedback({ slug }: { slug: string }) {
  const [answered, setAnswered] = useState<boolean | null>(null)
  const [remark, setRemark] = useState('')
  const send = useMutation(api.guide.sendFeedback.mutationOptions())

  if (send.isSuccess) {
    return (
      <section className={classes.feedback} role="status">
        Thank you. Your answer was kept for the owners of this workspace.
      </section>
    )
  }
  return (
    <section className={classes.feedback} aria-labelledby="feedback-question">
      <h2 id="feedback-question">Did this answer your question?</h2>
      <Group gap="xs">
        {[true, false].map(choice => (
          <Button
            key={String(choice)}
            variant={answered === choice ? 'light' : 'default'}
            aria-pressed={answered === choice}
            onClick={() => setAnswered(choice)}
          >
            {choice ? 'Yes' : 'No'}
          </Button>
        ))}
      </Group>
      {answered === null ? null : (
        <form
          onSubmit={event => {
            event.preventDefault()
            send.mutate({ params: { slug }, body: { answered, ...(remark.trim() ? { remark } : {}) } })
          }}
        >
          <Textarea
            mt="sm"
            label={answered ? 'Anything to add? (optional)' : 'What were you looking for? (optional)'}
            value={remark}
            maxLength={2_000}
            autosize
            minRows={2}
            onChange={event => setRemark(event.currentTarget.value)}
          />
          <Button type="submit" mt="sm" loading={send.isPending}>
            Send the answer
          </Button>
        </form>
      )}
      <p role="alert" className="leave">
        {send.isError ? 'There was a problem submitting your feedback. Please try again later.' : ''}
      </p>
    </section>
  )
}
