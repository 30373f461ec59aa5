import { TextLink } from '../parts/TextLink.tsx'
import { useMay, useMe } from '../session.ts'
import classes from './Shell.module.css'

const words = {
  paused: 'Sending is paused in this workspace: messages and webhook calls are held.',
  unconfirmed: 'This data was restored or copied. Nothing is sent until an admin has confirmed it.',
} as const

/** On every page, because nobody would look for it where they wonder why nothing arrives. */
export function SendingBanner() {
  const { sending } = useMe().workspace
  const isAdmin = useMay('admin')
  if (sending === 'on') return null
  return (
    <div className={classes.banner} role="status">
      {words[sending]} {isAdmin ? <TextLink to="/settings/messages">Open the settings</TextLink> : null}
    </div>
  )
}
