import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from './LazyLayer.tsx'

const OpenExport = lazy(() => import('./OpenExport.tsx'))

export type ListedFile = {
  /** Where it is under the API, without its ending: `/people/export`. */
  path: `/${string}`
  /** What the file holds. */
  words: string
  query: Record<string, string | number | undefined>
}

/** What a page lists as a file, with the filters of the page. */
export function ExportMenu(file: ListedFile) {
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
      open={button => <OpenExport button={button} {...file} />}
    />
  )
}
