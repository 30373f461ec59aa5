/**
 * The letters beyond ASCII that lists of people hold, by encoding and language: what a right reading consists of. Sources:
 * the alphabets of the languages each encoding was made for (Unicode CLDR, exemplar characters), lower case only.
 */

export type Script = {
  encoding: string
  /** Latin words mix such letters with ASCII ones; words of other scripts hold no ASCII letters at all. */
  kind: 'latin' | 'cased' | 'uncased'
  /** One string per language. */
  languages: readonly string[]
  /** Added to the plausibility: how much more often such files turn up, where both readings are equally good. */
  prior: number
}

const WESTERN = [
  'àâæçéèêëîïôœùûüÿ',
  'äöüßé',
  'áéíñóúüªº',
  'ãáàâçéêíõóôúü',
  'àèéìíîòóùú',
  'åäöéü',
  'æøåéäö',
  'ëïéèöüäçóêí',
  'áðéíóúýþæö',
  'àèéíïòóúüç·',
]
const CENTRAL = [
  'ąćęłńóśźżü',
  'áčďéěíňóřšťúůýžöü',
  'áäčďéíĺľňóôŕšťúýž',
  'áéíóöőúüű',
  'ăâîşţșțé',
  'čćđšžäöü',
  'äöüß',
]
const TURKISH = ['çğıİöşüâîû']
const BALTIC = ['ąčęėįšųūžó', 'āčēģīķļņšūžōŗ', 'äöüõšž']
const CYRILLIC = [
  'абвгдежзийклмнопрстуфхцчшщъыьэюяё',
  'абвгґдеєжзиіїйклмнопрстуфхцчшщьюя',
  'абвгдђежзијклљмнњопрстћуфхцчџш',
]
const GREEK = ['αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώϊϋ']
const HEBREW = ['אבגדהוזחטיךכלםמןנסעףפץצקרשת']
const ARABIC = ['ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيپچژگ']
const THAI = [charactersBetween(0x0e01, 0x0e3a) + charactersBetween(0x0e40, 0x0e4e)]

export const SCRIPTS: readonly Script[] = [
  { encoding: 'windows-1252', kind: 'latin', languages: WESTERN, prior: 0.12 },
  { encoding: 'macroman', kind: 'latin', languages: WESTERN, prior: 0.02 },
  { encoding: 'cp850', kind: 'latin', languages: WESTERN, prior: 0 },
  { encoding: 'windows-1250', kind: 'latin', languages: CENTRAL, prior: 0.06 },
  { encoding: 'iso-8859-2', kind: 'latin', languages: CENTRAL, prior: 0.02 },
  { encoding: 'windows-1254', kind: 'latin', languages: TURKISH, prior: 0.04 },
  { encoding: 'windows-1257', kind: 'latin', languages: BALTIC, prior: 0.02 },
  { encoding: 'windows-1251', kind: 'cased', languages: CYRILLIC, prior: 0.06 },
  { encoding: 'koi8-r', kind: 'cased', languages: CYRILLIC, prior: 0 },
  { encoding: 'windows-1253', kind: 'cased', languages: GREEK, prior: 0 },
  { encoding: 'windows-1255', kind: 'uncased', languages: HEBREW, prior: 0.05 },
  { encoding: 'windows-1256', kind: 'uncased', languages: ARABIC, prior: 0 },
  { encoding: 'windows-874', kind: 'uncased', languages: THAI, prior: 0 },
]

function charactersBetween(first: number, last: number): string {
  return String.fromCharCode(...Array.from({ length: last - first + 1 }, (_, at) => first + at))
}
