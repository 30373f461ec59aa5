import { Button, Group, TextInput } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { client } from '../../api.ts'
import { usePlanAct } from '../../usePlanAct.tsx'
import classes from './PersonPage.module.css'
import { Section } from './Section.tsx'

/** The address of the person's own page, to be handed to them; null where it is revoked. */
export function PersonLink({ id, name, link }: { id: number; name: string; link: string | null }) {
  const { start } = usePlanAct()
  const replace = () =>
    void start({
      label: link === null ? 'Make a new link' : 'Replace the link',
      title: link === null ? `Give ${name} a new personal link` : `Replace the personal link of ${name}`,
      isDangerous: link !== null,
      run: query => client.people.replaceLink({ params: { id }, query, body: {} }),
    })
  const revoke = () =>
    void start({
      label: 'Revoke the link',
      title: `Revoke the personal link of ${name}`,
      isDangerous: true,
      run: query => client.people.revokeLink({ params: { id }, query, body: {} }),
    })
  return (
    <Section title="Personal link">
      {link === null ? (
        <>
          <p className={classes.small}>
            It is revoked: nobody reaches this person’s page, and mails to them carry no link.
          </p>
          <Button variant="default" mt={8} onClick={replace}>
            Make a new link…
          </Button>
        </>
      ) : (
        <>
          <Address link={link} />
          <p className={classes.small}>
            Their own page, without an account. Whoever has this link sees and completes what is assigned to
            them.
          </p>
          <Group gap={4} mt={6} ml={-8}>
            <Button variant="subtle" size="compact-sm" onClick={replace}>
              Replace the link…
            </Button>
            <Button variant="subtle" size="compact-sm" onClick={revoke}>
              Revoke it…
            </Button>
          </Group>
        </>
      )}
    </Section>
  )
}

function Address({ link }: { link: string }) {
  const { copied, copy } = useClipboard()
  return (
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
  )
}
