/**
 * How Muster compares what people type. Two keys, values or names are the same when their folds are equal:
 * case, outer and repeated white space (no-break spaces too) and Unicode composition make no difference.
 * The first spelling seen is kept for show. Pure and browser-safe.
 */

// \s covers every Unicode space separator, NBSP and the BOM; control characters (NUL too) count as space as well, and so do
// those that turn the direction of whatever follows: “Odd: \u202Eevil” would be read as “Odd: live”, in a sentence with all
// that comes after.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are exactly what is to be replaced here
const SPACE = /[\s\u0000-\u001f\u007f-\u009f\u200b\u202a-\u202e\u2060\u2066-\u2069]+/g
const PLAIN = /^[!-~]+(?: [!-~]+)*$/

/**
 * The text as it is kept for show: composed (NFC), trimmed, runs of white space made one space. Half a surrogate pair
 * becomes “�”, as it would when it is stored: two that differ before must not be the same after.
 */
export function clean(text: string): string {
  return PLAIN.test(text) ? text : text.toWellFormed().normalize('NFC').replace(SPACE, ' ').trim()
}

/** The text as it is compared: `clean`, with case taken away. */
export function fold(text: string): string {
  return PLAIN.test(text) ? text.toLowerCase() : clean(text).toLowerCase().normalize('NFC')
}
