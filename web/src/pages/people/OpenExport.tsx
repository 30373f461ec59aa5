import { Menu } from '@mantine/core'
import { fileUrl } from '../../api.ts'
import type { LayerButton } from '../../parts/LazyLayer.tsx'
import { usePeopleFilter } from './usePeopleFilter.ts'

/** What ExportMenu becomes when it is first opened. */
export default function OpenExport({ button }: { button: LayerButton }) {
  const { filter, sort, isFiltered } = usePeopleFilter()
  return (
    <Menu defaultOpened position="bottom-end" withinPortal={false}>
      <Menu.Target>{button}</Menu.Target>
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
