import { Button, PasswordInput, TextInput } from '@mantine/core'
import { useQueryClient } from '@tanstack/react-query'
import { useRouter, useSearch } from '@tanstack/react-router'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { useSubmit } from '../../parts/useSubmit.ts'
import { refusal } from '../../problem.ts'
import { signIn } from '../../session.ts'
import { AccessFrame } from './AccessFrame.tsx'
import { localPath } from './localPath.ts'

export function SignInPage() {
  const { next } = useSearch({ from: '/sign-in' })
  const router = useRouter()
  const queryClient = useQueryClient()
  const { onSubmit, pending, error } = useSubmit(async field => {
    if (!(await signIn(field('email'), field('password')))) {
      throw refusal('This e-mail address and password do not belong together.')
    }
    queryClient.clear()
    router.history.push(localPath(next))
  })
  return (
    <AccessFrame title="Sign in">
      <form onSubmit={onSubmit}>
        <ProblemAlert error={error} />
        <TextInput
          label="E-mail"
          name="email"
          type="email"
          autoComplete="username"
          required
          autoFocus
          withAsterisk={false}
        />
        <PasswordInput
          label="Password"
          name="password"
          autoComplete="current-password"
          required
          withAsterisk={false}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the password', tabIndex: 0 }}
        />
        <Button type="submit" loading={pending} fullWidth>
          Sign in
        </Button>
      </form>
    </AccessFrame>
  )
}
