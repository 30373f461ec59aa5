import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../parts/LazyLayer.tsx'

const OpenRecipientsExport = lazy(() => import('./OpenRecipientsExport.tsx'))

/** The recipients the filters find, as a file. */
export function ExportRecipients({ assignmentId }: { assignmentId: number }) {
  return (
    <LazyLayer
      has="menu"
      button={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Export
        </Button>
      }
      open={button => <OpenRecipientsExport button={button} assignmentId={assignmentId} />}
    />
  )
}
