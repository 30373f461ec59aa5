import { Button, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './PersonPage.module.css'
import { Section } from './Section.tsx'

/** The address of the person's own page, to be handed to them. */
export function PersonLink({ id, name, link }: { id: number; name: string; link: string }) {
  const { copied, copy } = useClipboard()
  const { start } = usePlanAct()
  const replace = () =>
    void start({
      label: 'Replace the link',
      title: `Replace the personal link of ${name}`,
      isDangerous: true,
      run: query => client.people.replaceLink({ params: { id }, query, body: {} }),
    })
  return (
    <Section title="Personal link">
      <div className={classes.link}>
        <TextInput
          aria-label="Personal link"
          readOnly
          value={link}
          onFocus={event => event.currentTarget.select()}
          style={{ flex: 1 }}
        />
        <Button
          variant="default"
          leftSection={copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />}
          onClick={() => copy(link)}
          aria-live="polite"
          w={100}
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
      </div>
      <p className={classes.small}>
        Their own page, without an account. Whoever has this link sees and completes what is assigned to them.
      </p>
      <Button variant="subtle" size="compact-sm" mt={6} ml={-8} onClick={replace}>
        Replace the link…
      </Button>
    </Section>
  )
}
