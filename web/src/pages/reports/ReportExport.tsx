import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../parts/LazyLayer.tsx'

const OpenReportExport = lazy(() => import('./OpenReportExport.tsx'))

export type ReportFile = {
  path: '/reports/progress' | '/reports/overdue'
  /** What the file holds. */
  words: string
  query: Record<string, string | number | undefined>
}

/** A report as a file, with the filters of the page. */
export function ReportExport(file: ReportFile) {
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
      open={button => <OpenReportExport button={button} {...file} />}
    />
  )
}
