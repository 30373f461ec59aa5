import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { client } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { signIn } from '../../session.ts'
import { AccessFrame } from './AccessFrame.tsx'

/** The first visit: the first account, which owns the first workspace. */
export function SetupPage() {
  const navigate = useNavigate()
  const { onSubmit, pending, error, errors } = useSubmit(async field => {
    const { email } = await client.access.firstAccount({
      body: {
        name: field('name'),
        email: field('email'),
        password: field('password'),
        workspace: field('workspace'),
        timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      },
    })
    await signIn(email, field('password'))
    await navigate({ to: '/' })
  })
  return (
    <AccessFrame title="Welcome to Muster">
      <p>This is the first visit. Make the first account; it owns the workspace and can invite others.</p>
      <form onSubmit={onSubmit}>
        <ProblemAlert error={error} />
        <TextInput
          label="Workspace"
          description="The name of your organisation"
          name="workspace"
          autoComplete="organization"
          required
          withAsterisk={false}
          autoFocus
          error={errors.workspace}
        />
        <TextInput
          label="Your name"
          name="name"
          autoComplete="name"
          required
          withAsterisk={false}
          error={errors.name}
        />
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          withAsterisk={false}
          error={errors.email}
        />
        <PasswordInput
          label="Password"
          description="At least 12 characters"
          name="password"
          autoComplete="new-password"
          minLength={12}
          required
          withAsterisk={false}
          error={errors.password}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
        />
        <Button type="submit" loading={pending} fullWidth>
          Make the account
        </Button>
      </form>
    </AccessFrame>
  )
}
