import { Anchor, NativeSelect } from '@mantine/core'
import type { Import, ImportOptions } from '../../../../src/imports/contract.ts'
import { certaintyWords, encodingChoices } from './encodingChoices.ts'
import classes from './Imports.module.css'

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
  const certainty = one.encodingCertainty
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
            data={encodingChoices(one, encoding)}
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
      {certainty === null || certainty === 'certain' ? null : (
        <p className={classes.certainty} data-certainty={certainty}>
          {certaintyWords[certainty]}
          {certainty === 'chosen' && !isDisabled ? (
            <>
              {'. '}
              <Anchor component="button" type="button" inherit onClick={() => onChange({ encoding: null })}>
                Recognise it again
              </Anchor>
            </>
          ) : null}
        </p>
      )}
    </section>
  )
}
