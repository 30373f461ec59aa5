import { type FormEvent, useState } from 'react'
import { fieldErrors } from './fieldErrors.ts'

/**
 * A small form without a state of its own: what its fields hold is read when it is sent, and what was refused comes
 * back by field. `const { onSubmit, pending, error, errors } = useSubmit(async field => client.…(field('name')))`
 */
export function useSubmit(send: (field: (name: string) => string, form: HTMLFormElement) => Promise<void>) {
  const [state, setState] = useState<{ pending: boolean; error: unknown }>({ pending: false, error: null })
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const field = (name: string) => {
      const value = data.get(name)
      return typeof value === 'string' ? value : ''
    }
    setState({ pending: true, error: null })
    try {
      await send(field, form)
      setState({ pending: false, error: null })
    } catch (error) {
      setState({ pending: false, error })
    }
  }
  return {
    onSubmit: (event: FormEvent<HTMLFormElement>) => void onSubmit(event),
    ...state,
    errors: state.error ? fieldErrors(state.error) : {},
  }
}
