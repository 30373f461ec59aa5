import { Anchor, type AnchorProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, Ref } from 'react'

type Props = AnchorProps &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof AnchorProps> & { ref?: Ref<HTMLAnchorElement> }

/** A link in running text to a page of the app: `<TextLink to="/people/$id" params={{ id: 7 }}>Ada</TextLink>`. */
export const TextLink = createLink((props: Props) => <Anchor {...props} />)
