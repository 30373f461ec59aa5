import { SimpleGrid, TextInput } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'

export type PersonValues = { email: string; firstName: string; lastName: string; externalId: string }

/** What every person has. The e-mail address comes first: it is what tells people apart. */
export function PersonFields({ form }: { form: UseFormReturnType<PersonValues> }) {
  return (
    <>
      <TextInput
        label="E-mail"
        type="email"
        withAsterisk
        data-autofocus
        autoComplete="off"
        key={form.key('email')}
        {...form.getInputProps('email')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <TextInput
          label="First name"
          withAsterisk
          autoComplete="off"
          key={form.key('firstName')}
          {...form.getInputProps('firstName')}
        />
        <TextInput
          label="Last name"
          withAsterisk
          autoComplete="off"
          key={form.key('lastName')}
          {...form.getInputProps('lastName')}
        />
      </SimpleGrid>
      <TextInput
        label="External id"
        description="A personnel number or the like, if you have one."
        autoComplete="off"
        key={form.key('externalId')}
        {...form.getInputProps('externalId')}
      />
    </>
  )
}

const needed = {
  email: 'A person needs an e-mail address.',
  firstName: 'A person needs a first name.',
  lastName: 'A person needs a last name.',
} as const

/** What is missing before the server has to say so. */
export function checkPerson(values: PersonValues): Partial<Record<keyof PersonValues, string>> {
  return Object.fromEntries(
    Object.entries(needed).filter(([field]) => values[field as keyof typeof needed].trim() === ''),
  )
}
