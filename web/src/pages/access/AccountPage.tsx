import { Button, PasswordInput } from '@mantine/core'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { toast } from '../../parts/toasts.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { refusal } from '../../problem.ts'
import { changePassword, useMe } from '../../session.ts'
import classes from '../settings/Settings.module.css'

/** Who is signed in, and their password. */
export function AccountPage() {
  const me = useMe()
  const { onSubmit, pending, error, errors } = useSubmit(async (field, form) => {
    if (field('newPassword') !== field('again'))
      throw refusal('The new password was not repeated as it was written first.')
    await changePassword(field('currentPassword'), field('newPassword'))
    form.reset()
    toast('Your password was changed. Other browsers are signed out.')
  })
  const shared = {
    required: true,
    withAsterisk: false,
    visibilityToggleButtonProps: { 'aria-label': 'Show the password', tabIndex: 0 },
  }
  return (
    <>
      <PageHeader title="Your account" />
      <p>
        {me.name}, {me.email}. In {me.workspace.name} you are {me.role}.
      </p>
      <form className={classes.form} onSubmit={onSubmit} aria-labelledby="password">
        <h2 id="password" className={classes.part}>
          Password
        </h2>
        <ProblemAlert error={error} />
        {/* For password managers, which look for whose password it is. */}
        <input type="hidden" name="email" autoComplete="username" value={me.email ?? ''} />
        <PasswordInput
          label="Present password"
          name="currentPassword"
          autoComplete="current-password"
          error={errors.currentPassword}
          {...shared}
        />
        <PasswordInput
          label="New password"
          description="At least 12 characters"
          name="newPassword"
          autoComplete="new-password"
          minLength={12}
          error={errors.newPassword}
          {...shared}
        />
        <PasswordInput label="The new one again" name="again" autoComplete="new-password" {...shared} />
        <div>
          <Button type="submit" loading={pending}>
            Change the password
          </Button>
        </div>
        <p className="quiet">
          Whoever forgot theirs gets a new one from whoever runs the server: <code>muster password</code> with
          their address.
        </p>
      </form>
    </>
  )
}
