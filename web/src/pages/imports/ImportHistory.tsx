import type { ReactNode } from 'react'
import type { Import } from '../../../../src/imports/contract.ts'
import { fileUrl } from '../../api.ts'
import { counted } from '../../parts/Count.tsx'
import { sizeWords } from '../../parts/sizeWords.ts'
import { When } from '../../parts/When.tsx'
import classes from './Imports.module.css'
import { secondsWords } from './importStatus.ts'

/** Who brought which file when, and what has become of it: the same for an import that waits and for one of last year. */
export function ImportHistory({ one, mayEdit }: { one: Import; mayEdit: boolean }) {
  const { file } = one
  return (
    <dl className={classes.past} aria-label="History of this import">
      <Fact name="Uploaded">
        <When at={one.createdAt} /> by {one.createdBy}
      </Fact>
      {one.endedAt === null ? null : (
        <Fact name={one.changeId === null ? 'Cancelled' : 'Imported'}>
          <When at={one.endedAt} /> by {one.endedBy}
          {one.tookMs === null ? null : <span className="quiet">, took {secondsWords(one.tookMs)}</span>}
        </Fact>
      )}
      <Fact name="File">
        {counted(one.rows, 'row')}, {sizeWords(file.bytes)}
        {file.deletedAt === null ? (
          mayEdit ? (
            <>
              {', '}
              <a href={fileUrl(`/imports/${one.id}/file`)} download={one.fileName}>
                Download
              </a>
              {file.keptUntil === null ? null : (
                <span className="quiet">
                  {' '}
                  kept until <When at={file.keptUntil} />
                </span>
              )}
            </>
          ) : null
        ) : (
          <span className="quiet">
            , deleted <When at={file.deletedAt} />
          </span>
        )}
      </Fact>
    </dl>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
