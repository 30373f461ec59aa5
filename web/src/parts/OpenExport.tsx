import { Menu } from '@mantine/core'
import { fileUrl } from '../api.ts'
import type { ListedFile } from './ExportMenu.tsx'
import type { LayerButton } from './LazyLayer.tsx'

/** What ExportMenu becomes when it is first opened. */
export default function OpenExport({ button, path, words, query }: ListedFile & { button: LayerButton }) {
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
