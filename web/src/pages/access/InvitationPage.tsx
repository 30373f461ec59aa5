import { Button, PasswordInput, Skeleton, TextInput } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { api, client } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { refusal } from '../../problem.ts'
import { signIn } from '../../session.ts'
import { AccessFrame } from './AccessFrame.tsx'

/** Taking up an invitation: with the password one has, or with a new account. */
export function InvitationPage() {
  const { id } = useParams({ from: '/invitation/$id' })
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const invitation = useQuery(api.access.invitation.queryOptions({ input: { id }, meta: { form: true } }))
  const { onSubmit, pending, error, errors } = useSubmit(async field => {
    const name = field('name').trim()
    const { email } = await client.access.acceptInvitation({
      params: { id },
      body: { password: field('password'), ...(name ? { name } : {}) },
    })
    if (!(await signIn(email, field('password')))) throw refusal('This is not the password of your account.')
    queryClient.clear()
    await navigate({ to: '/' })
  })

  if (invitation.error) {
    return (
      <AccessFrame title="This invitation cannot be used">
        <p>It may have been taken up, withdrawn or have run out. Ask who sent it for a new one.</p>
        <ProblemAlert error={invitation.error} />
      </AccessFrame>
    )
  }
  const { data } = invitation
  if (!data) {
    return (
      <AccessFrame title="Invitation">
        <Skeleton height={180} />
      </AccessFrame>
    )
  }
  return (
    <AccessFrame title={`Join ${data.workspace}`}>
      <p>
        {data.invitedBy} invites {data.email} as {data.role}.
      </p>
      <form onSubmit={onSubmit}>
        <ProblemAlert error={error} />
        {/* For password managers, which keep a password by its account. */}
        <input type="hidden" name="email" autoComplete="username" value={data.email} readOnly />
        {data.hasAccount ? null : (
          <TextInput
            label="Your name"
            name="name"
            autoComplete="name"
            required
            withAsterisk={false}
            autoFocus
            error={errors.name}
          />
        )}
        <PasswordInput
          label={data.hasAccount ? 'Your password' : 'Choose a password'}
          description={data.hasAccount ? 'You have an account here already.' : 'At least 12 characters'}
          name="password"
          autoComplete={data.hasAccount ? 'current-password' : 'new-password'}
          minLength={data.hasAccount ? 1 : 12}
          required
          withAsterisk={false}
          error={errors.password}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
        />
        <Button type="submit" loading={pending} fullWidth>
          Join
        </Button>
      </form>
    </AccessFrame>
  )
}
