import { Button, Group, NativeSelect, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { KeyChoice } from './KeyChoice.tsx'
import classes from './MessageSettings.module.css'
import { asLanguage, type FieldsProps, type Languages, languageChoices } from './messageDraft.ts'

const MOST_BYTES = 48_000

/** Colour, logo and language: who a mail looks to be from. */
export function LookFields({ draft, change, errors, languages }: FieldsProps & { languages: Languages }) {
  const file = useRef<HTMLInputElement>(null)
  const [refused, setRefused] = useState<string | null>(null)
  const take = (picked: File | undefined) => {
    if (!picked) return
    if (picked.size > MOST_BYTES)
      return setRefused('This picture is larger than 48 kB. Make it smaller first.')
    setRefused(null)
    const reader = new FileReader()
    reader.addEventListener('load', () => change({ logo: String(reader.result) }))
    reader.readAsDataURL(picked)
  }
  return (
    <fieldset>
      <legend>Look and language</legend>
      <TextInput
        type="color"
        label="Colour of the button"
        value={draft.colour}
        onChange={event => change({ colour: event.currentTarget.value })}
        error={errors.colour}
        styles={{ wrapper: { maxWidth: 88 } }}
      />
      <div>
        <div className={classes.label} id="logo-label">
          Logo
        </div>
        <Group gap={10}>
          {draft.logo ? <img src={draft.logo} alt="The logo" className={classes.logo} /> : null}
          <Button
            variant="default"
            size="xs"
            aria-describedby="logo-label logo-hint"
            onClick={() => file.current?.click()}
          >
            {draft.logo ? 'Choose another picture' : 'Choose a picture'}
          </Button>
          {draft.logo ? (
            <Button variant="default" size="xs" onClick={() => change({ logo: null })}>
              Remove the logo
            </Button>
          ) : null}
        </Group>
        <input
          ref={file}
          type="file"
          accept="image/png,image/jpeg,image/gif"
          hidden
          aria-label="Logo"
          onChange={event => {
            take(event.currentTarget.files?.[0])
            event.currentTarget.value = ''
          }}
        />
        <div id="logo-hint" className={`quiet ${classes.hint}`}>
          PNG, JPEG or GIF, at most 48 kB. It travels with each mail, so nothing is loaded when it is read.
        </div>
        {refused || errors.logo ? (
          <div role="alert" className="leave">
            {refused ?? errors.logo}
          </div>
        ) : null}
      </div>
      <NativeSelect
        label="Usual language"
        description="For everyone of whom no tag says another."
        value={draft.language}
        data={languageChoices(languages)}
        onChange={event => change({ language: asLanguage(event.currentTarget.value, languages) })}
        className={classes.field}
      />
      <KeyChoice
        label="Each person’s language is in the tag key"
        description="Its values name a language, such as “German”, “Deutsch” or “de”."
        none="None: one language for all"
        value={draft.languageKey}
        onChange={languageKey => change({ languageKey })}
        error={errors.languageKey}
      />
    </fieldset>
  )
}
