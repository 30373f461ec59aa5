import { NativeSelect } from '@mantine/core'
import type { Import, ImportOptions } from '../../../../src/imports/contract.ts'
import classes from './Imports.module.css'

const encodings = [
  ['utf-8', 'UTF-8'],
  ['utf-16le', 'UTF-16 (little endian)'],
  ['utf-16be', 'UTF-16 (big endian)'],
  ['windows-1252', 'Western European (Windows-1252)'],
  ['windows-1250', 'Central European (Windows-1250)'],
  ['windows-1251', 'Cyrillic (Windows-1251)'],
  ['windows-1253', 'Greek (Windows-1253)'],
  ['windows-1254', 'Turkish (Windows-1254)'],
  ['iso-8859-1', 'Latin 1 (ISO 8859-1)'],
  ['macroman', 'Mac Roman'],
  ['shift_jis', 'Japanese (Shift JIS)'],
  ['gb18030', 'Chinese (GB 18030)'],
  ['big5', 'Chinese (Big5)'],
  ['euc-kr', 'Korean (EUC-KR)'],
] as const
const delimiters = [
  [',', 'Comma  ,'],
  [';', 'Semicolon  ;'],
  ['\t', 'Tab'],
  ['|', 'Bar  |'],
] as const

/** How the file was read; each can be said otherwise, and then it is read anew. */
export function ImportFacts({
  one,
  isDisabled,
  onChange,
}: {
  one: Import
  isDisabled: boolean
  onChange: (options: ImportOptions) => void
}) {
  const isCsv = one.format === 'csv' || (one.format === null && !/\.xlsx$/i.test(one.fileName))
  // A file that could not be read tells nothing of itself; then what was asked for stands here.
  const encoding = one.encoding ?? one.options.encoding ?? ''
  const delimiter = one.delimiter ?? one.options.delimiter ?? ''
  const known = encodings.some(([value]) => value === encoding)
  return (
    <section className={classes.facts} aria-label="How the file was read">
      <div className={classes.fact}>
        <span className={classes.factName}>Format</span>
        <span className={classes.factValue}>{isCsv ? 'CSV' : 'Excel'}</span>
      </div>
      {isCsv ? (
        <>
          <NativeSelect
            label="Encoding"
            size="xs"
            disabled={isDisabled}
            value={encoding}
            onChange={event => onChange({ encoding: event.currentTarget.value })}
            data={[
              ...(known ? [] : [{ value: encoding, label: encoding || 'Not recognised' }]),
              ...encodings.map(([value, label]) => ({ value, label })),
            ]}
          />
          <NativeSelect
            label="Delimiter"
            size="xs"
            disabled={isDisabled}
            value={delimiter}
            onChange={event => {
              const chosen = delimiters.find(([value]) => value === event.currentTarget.value)
              if (chosen) onChange({ delimiter: chosen[0] })
            }}
            data={[
              ...(delimiter === '' ? [{ value: '', label: 'Not recognised' }] : []),
              ...delimiters.map(([value, label]) => ({ value, label })),
            ]}
          />
        </>
      ) : one.sheets.length === 1 ? (
        <div className={classes.fact}>
          <span className={classes.factName}>Sheet</span>
          <span className={classes.factValue}>{one.sheet}</span>
        </div>
      ) : one.sheets.length > 1 ? (
        <NativeSelect
          label="Sheet"
          size="xs"
          disabled={isDisabled}
          value={one.sheet ?? ''}
          // Columns chosen for one sheet mean nothing on another.
          onChange={event => onChange({ sheet: event.currentTarget.value, columns: [] })}
          data={one.sheets}
        />
      ) : null}
    </section>
  )
}
