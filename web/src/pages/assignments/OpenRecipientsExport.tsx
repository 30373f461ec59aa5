import { Menu } from '@mantine/core'
import { useSearch } from '@tanstack/react-router'
import { fileUrl } from '../../api.ts'
import type { LayerButton } from '../../parts/LazyLayer.tsx'

/** What ExportRecipients becomes when it is first opened. */
export default function OpenRecipientsExport({
  button,
  assignmentId,
}: {
  button: LayerButton
  assignmentId: number
}) {
  const { q, status, past, asOf } = useSearch({ from: '/assignments/$id' })
  const filter = { q, status, past: past ? 'true' : undefined, asOf }
  const isFiltered = q !== undefined || status !== undefined
  const address = (ending: string) => fileUrl(`/assignments/${assignmentId}/recipients.${ending}`, filter)
  return (
    <Menu defaultOpened position="bottom-end" withinPortal={false}>
      <Menu.Target>{button}</Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{isFiltered ? 'The recipients these filters find' : 'Every recipient'}</Menu.Label>
        <Menu.Item component="a" href={address('csv')} download>
          CSV
        </Menu.Item>
        <Menu.Item component="a" href={address('xlsx')} download>
          Excel workbook
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
