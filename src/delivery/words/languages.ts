import { fold } from '../../tags/fold.ts'
import { arabic } from './arabic.ts'
import { english } from './english.ts'
import { french } from './french.ts'
import { german } from './german.ts'
import type { MailWords } from './mailWords.ts'
import { spanish } from './spanish.ts'

export const languageCodes = ['en', 'de', 'fr', 'es', 'ar'] as const
export type Language = (typeof languageCodes)[number]

export const languages: Record<Language, MailWords> = {
  en: english,
  de: german,
  fr: french,
  es: spanish,
  ar: arabic,
}

/** How lists of people name them, beside the code and the language's own name. */
const otherNames: Record<Language, string[]> = {
  en: ['englisch', 'anglais', 'inglés', 'ingles'],
  de: ['german', 'allemand', 'alemán', 'aleman'],
  fr: ['french', 'francais', 'französisch', 'francés', 'frances'],
  es: ['spanish', 'espanol', 'spanisch', 'espagnol', 'castellano'],
  ar: ['arabic', 'arabisch', 'arabe', 'árabe', 'عربي'],
}

const byName = new Map(
  languageCodes.flatMap(code =>
    [code, languages[code].name, ...otherNames[code]].map(name => [fold(name), code] as const),
  ),
)

/** What a tag's value names: a code (de, de-AT, de_AT) or a name in one of the languages; undefined for any other. */
export function languageOf(value: string): Language | undefined {
  const folded = fold(value)
  return byName.get(folded) ?? byName.get(/^([a-z]{2})[-_]/.exec(folded)?.[1] ?? '')
}
