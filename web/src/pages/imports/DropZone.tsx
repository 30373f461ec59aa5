import { Button, Progress } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type DragEvent, useRef, useState } from 'react'
import { fileUrl } from '../../api.ts'
import { ProblemAlert } from '../../parts/ProblemAlert.tsx'
import { sizeWords } from '../../parts/sizeWords.ts'
import classes from './Imports.module.css'
import { type UploadProgress, uploadFile } from './uploadFile.ts'

/** Where a list comes in: dropped or chosen. What it has to hold stands beside it, with both templates. */
export function DropZone() {
  const navigate = useNavigate()
  const input = useRef<HTMLInputElement>(null)
  const stop = useRef<AbortController | null>(null)
  const [isOver, setOver] = useState(false)
  const [progress, setProgress] = useState<UploadProgress | null>(null)
  const upload = useMutation({
    mutationFn: (file: File) => {
      stop.current = new AbortController()
      setProgress({ sent: 0, total: file.size })
      return uploadFile(file, setProgress, stop.current.signal)
    },
    onSuccess: made => void navigate({ to: '/imports/$id', params: { id: made.id } }),
  })
  const isStopped = upload.error instanceof DOMException && upload.error.name === 'AbortError'
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !upload.isPending) upload.mutate(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }

  return (
    <section
      className={classes.drop}
      aria-label="Import a list"
      data-over={isOver || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={event => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false)
      }}
      onDrop={drop}
    >
      {upload.isPending && progress ? (
        <Sending name={upload.variables.name} progress={progress} onStop={() => stop.current?.abort()} />
      ) : (
        <div className={classes.dropRow}>
          <IconFileImport size={28} stroke={1.4} aria-hidden className={classes.dropIcon} />
          <div className={classes.dropWords}>
            <p>
              <strong>Drop a CSV or Excel list here.</strong> Nothing changes before you have seen what it
              would do.
            </p>
            <p className="quiet">
              It needs the columns <code>email</code>, <code>first_name</code> and <code>last_name</code>.
              Every other column becomes a tag: the heading its key, each cell a value.
            </p>
            <p className="quiet">
              Templates to fill in:{' '}
              <a href={fileUrl('/templates/people.csv')} download>
                CSV
              </a>
              ,{' '}
              <a href={fileUrl('/templates/people.xlsx')} download>
                Excel
              </a>
            </p>
          </div>
          <Button data-create onClick={() => input.current?.click()}>
            Choose a file
          </Button>
        </div>
      )}
      <input
        ref={input}
        type="file"
        hidden
        aria-label="List of people"
        accept=".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={event => {
          take(event.currentTarget.files)
          // So that the same file, mended, can be chosen again.
          event.currentTarget.value = ''
        }}
      />
      {isStopped ? null : <ProblemAlert error={upload.error} list />}
    </section>
  )
}

function Sending({ name, progress, onStop }: { name: string; progress: UploadProgress; onStop: () => void }) {
  const share = progress.total > 0 ? (progress.sent / progress.total) * 100 : 0
  const isSent = progress.sent >= progress.total
  return (
    <div className={classes.sending}>
      <div className={classes.sendingWords}>
        <span aria-live="polite">{isSent ? `Reading ${name}` : `Sending ${name}`}</span>
        <span className="quiet numbers">
          {sizeWords(progress.sent)} of {sizeWords(progress.total)}
        </span>
        <Button variant="default" size="compact-sm" onClick={onStop}>
          Stop
        </Button>
      </div>
      <Progress value={isSent ? 100 : share} animated={isSent} aria-label={`Sending ${name}`} />
    </div>
  )
}
