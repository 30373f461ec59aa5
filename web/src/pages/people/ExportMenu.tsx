import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { fileUrl } from '../../api.ts'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** The people the filter finds, as a file; the same filter, all their tags. */
export function ExportMenu() {
  const { filter, sort, isFiltered } = usePeopleFilter()
  return (
    <Menu position="bottom-end" withinPortal={false}>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{isFiltered ? 'The people this filter finds' : 'Everyone'}</Menu.Label>
        <Menu.Item component="a" href={fileUrl('/people/export.csv', { ...filter, sort })} download>
          CSV
        </Menu.Item>
        <Menu.Item component="a" href={fileUrl('/people/export.xlsx', { ...filter, sort })} download>
          Excel workbook
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
