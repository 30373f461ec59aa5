import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../parts/LazyLayer.tsx'

const OpenExport = lazy(() => import('./OpenExport.tsx'))

/** The people the filter finds, as a file; the same filter, all their tags. */
export function ExportMenu() {
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
      open={button => <OpenExport button={button} />}
    />
  )
}
