import { Button, type ButtonProps } from '@mantine/core'
import { IconFileCertificate } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from './LazyLayer.tsx'

const OpenEvidence = lazy(() => import('./OpenEvidence.tsx'))

/** What is on record about an assignment or a person, as a page to print or as JSON. */
export function EvidenceButton({
  of,
  id,
  asOf,
  ...look
}: { of: 'assignments' | 'people'; id: number; asOf: string | undefined } & Pick<
  ButtonProps,
  'variant' | 'size' | 'color'
>) {
  return (
    <LazyLayer
      has="dialog"
      button={
        <Button {...look} leftSection={<IconFileCertificate size={16} aria-hidden />}>
          Evidence report
        </Button>
      }
      open={button => <OpenEvidence button={button} of={of} id={id} asOf={asOf} />}
    />
  )
}
