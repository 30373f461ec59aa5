import { ActionIcon, Button, TextInput } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconPlus, IconX } from '@tabler/icons-react'
import { type KeyboardEvent, useId, useRef } from 'react'
import classes from './AssignmentEditor.module.css'
import type { DraftStep } from './assignmentDraft.ts'

const MOST = 50

/** Several things to do, one after the other. Buttons move them, and so do Alt and the arrows from within a row. */
export function StepsField({
  steps,
  error,
  onChange,
}: {
  steps: readonly DraftStep[]
  error: string | undefined
  onChange: (steps: DraftStep[]) => void
}) {
  const id = useId()
  const list = useRef<HTMLOListElement>(null)
  const focusText = (key: number) =>
    // After the row is on the page, or stands where it moved to.
    window.setTimeout(() => list.current?.querySelector<HTMLElement>(`[data-step="${key}"] input`)?.focus())
  const add = () => {
    const key = Math.min(0, ...steps.map(step => step.key)) - 1
    onChange([...steps, { key, id: null, text: '', link: '' }])
    focusText(key)
  }
  const write = (key: number, fields: Partial<DraftStep>) =>
    onChange(steps.map(step => (step.key === key ? { ...step, ...fields } : step)))
  const move = (from: number, to: number) => {
    const step = steps[from]
    if (!step || to < 0 || to >= steps.length) return false
    const others = steps.filter(each => each !== step)
    onChange([...others.slice(0, to), step, ...others.slice(to)])
    return true
  }
  const moveByKey = (event: KeyboardEvent, step: DraftStep, at: number) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key]
    if (!event.altKey || by === undefined) return
    event.preventDefault()
    if (move(at, at + by)) focusText(step.key)
  }
  const remove = (at: number) => {
    const next = steps[at + 1] ?? steps[at - 1]
    onChange(steps.filter((_, index) => index !== at))
    if (next) focusText(next.key)
    else document.getElementById('assignment-steps')?.focus()
  }
  return (
    <div>
      <div id={id} className={classes.label}>
        Steps
      </div>
      <p className={classes.hint}>
        When there are several things to do. Each person ticks them off; Alt with ↑ or ↓ moves a step.
      </p>
      {steps.length > 0 ? (
        <ol ref={list} className={classes.steps} aria-labelledby={id}>
          {steps.map((step, at) => (
            <li
              key={step.key}
              data-step={step.key}
              className={classes.step}
              onKeyDown={event => moveByKey(event, step, at)}
            >
              <span className={classes.stepNumber} aria-hidden>
                {at + 1}
              </span>
              <div className={classes.stepFields}>
                <TextInput
                  aria-label={`Step ${at + 1}`}
                  placeholder="What is to be done"
                  dir="auto"
                  maxLength={500}
                  value={step.text}
                  onChange={event => write(step.key, { text: event.currentTarget.value })}
                />
                <TextInput
                  aria-label={`Link of step ${at + 1}`}
                  placeholder="https://"
                  type="url"
                  value={step.link}
                  onChange={event => write(step.key, { link: event.currentTarget.value })}
                />
              </div>
              <span className={classes.stepActs}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move step ${at + 1} up`}
                  disabled={at === 0}
                  onClick={() => move(at, at - 1)}
                >
                  <IconArrowUp size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Move step ${at + 1} down`}
                  disabled={at === steps.length - 1}
                  onClick={() => move(at, at + 1)}
                >
                  <IconArrowDown size={16} aria-hidden />
                </ActionIcon>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`Remove step ${at + 1}`}
                  onClick={() => remove(at)}
                >
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </span>
            </li>
          ))}
        </ol>
      ) : null}
      {error ? (
        <p className={classes.error} role="alert">
          {error}
        </p>
      ) : null}
      <Button
        id="assignment-steps"
        variant="default"
        size="xs"
        mt={8}
        leftSection={<IconPlus size={14} aria-hidden />}
        disabled={steps.length >= MOST}
        onClick={add}
      >
        Add a step
      </Button>
    </div>
  )
}
