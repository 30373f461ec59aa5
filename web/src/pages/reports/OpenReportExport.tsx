import { Menu } from '@mantine/core'
import { fileUrl } from '../../api.ts'
import type { LayerButton } from '../../parts/LazyLayer.tsx'
import type { ReportFile } from './ReportExport.tsx'

/** What ReportExport becomes when it is first opened. */
export default function OpenReportExport({
  button,
  path,
  words,
  query,
}: ReportFile & { button: LayerButton }) {
  return (
    <Menu defaultOpened position="bottom-end" withinPortal={false}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{words}</Menu.Label>
        <Menu.Item component="a" href={fileUrl(`${path}.csv`, query)} download>
          CSV
        </Menu.Item>
        <Menu.Item component="a" href={fileUrl(`${path}.xlsx`, query)} download>
          Excel workbook
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
