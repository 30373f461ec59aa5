import { Button } from '@mantine/core'
import { IconColumns3 } from '@tabler/icons-react'
import { lazy } from 'react'
import { LazyLayer } from '../../parts/LazyLayer.tsx'
import type { ColumnChoice } from './useColumnChoice.ts'

const OpenColumns = lazy(() => import('./OpenColumns.tsx'))

/** Which columns the list shows: what every person has, then the tag keys, the most used first. */
export function ColumnsMenu({ choice }: { choice: ColumnChoice }) {
  return (
    <LazyLayer
      has="dialog"
      button={
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconColumns3 size={16} aria-hidden />}
        >
          Columns
        </Button>
      }
      open={button => <OpenColumns choice={choice} button={button} />}
    />
  )
}
