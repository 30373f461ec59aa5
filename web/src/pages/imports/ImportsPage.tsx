import { useInfiniteQuery } from '@tanstack/react-query'
import type { Import } from '../../../../src/imports/contract.ts'
import { api, paged } from '../../api.ts'
import { Count } from '../../parts/Count.tsx'
import { type Column, DataList } from '../../parts/DataList.tsx'
import { PageHeader } from '../../parts/PageHeader.tsx'
import { sizeWords } from '../../parts/sizeWords.ts'
import { When } from '../../parts/When.tsx'
import { useMay } from '../../session.ts'
import { undoAct, usePlanAct } from '../../usePlanAct.tsx'
import { DropZone } from './DropZone.tsx'
import classes from './Imports.module.css'
import { isMoving, resultOf } from './importStatus.ts'
import { PresetList } from './PresetList.tsx'

export function ImportsPage() {
  const mayEdit = useMay('editor')
  const imports = useInfiniteQuery({
    ...api.imports.list.infiniteOptions(paged({}, 50)),
    // What is on its way moves before one's eyes.
    refetchInterval: query =>
      query.state.data?.pages.some(page => page.items.some(isMoving)) ? 1_500 : false,
  })
  const columns: Column<Import>[] = [
    {
      id: 'file',
      header: 'File',
      cell: one => (
        <span className={classes.oneLine}>
          {one.fileName} <span className="quiet">{sizeWords(one.file.bytes)}</span>
        </span>
      ),
    },
    { id: 'rows', header: 'Rows', width: '90px', align: 'right', cell: one => <Count value={one.rows} /> },
    { id: 'result', header: 'Result', width: '34%', cell: one => <Result one={one} /> },
    { id: 'who', header: 'Who', width: '150px', cell: one => one.endedBy ?? one.createdBy },
    { id: 'when', header: 'When', width: '130px', cell: one => <When at={one.endedAt ?? one.createdAt} /> },
    {
      id: 'undo',
      header: 'Undo',
      speaksForItself: true,
      width: '80px',
      cell: one =>
        mayEdit && one.status === 'done' && one.changeId !== null ? (
          <Undo changeId={one.changeId} name={one.fileName} />
        ) : null,
    },
  ]
  return (
    <>
      <PageHeader title="Imports" />
      {mayEdit ? <DropZone /> : null}
      <PresetList mayEdit={mayEdit} />
      <h2 className={classes.history}>History</h2>
      <DataList
        label="Imports"
        noun={['import', 'imports']}
        pages={imports}
        columns={columns}
        rowId={one => one.id}
        link={one => ({ to: '/imports/$id', params: { id: one.id } })}
        empty={
          <p className="quiet">
            No list was imported yet. Each import stays here with what it did, and can be undone.
          </p>
        }
      />
    </>
  )
}

function Result({ one }: { one: Import }) {
  const tone = one.status === 'failed' ? 'leave' : one.status === 'ready' ? 'held' : undefined
  return (
    <span className={`${classes.oneLine} ${tone ?? ''}`} title={one.error ?? undefined}>
      {resultOf(one)}
    </span>
  )
}

function Undo({ changeId, name }: { changeId: number; name: string }) {
  const { start } = usePlanAct()
  return (
    <button
      type="button"
      className="linkButton"
      aria-label={`Undo the import of ${name}`}
      onClick={() => void start({ ...undoAct(changeId), label: `Undo the import of ${name}` })}
    >
      Undo
    </button>
  )
}
