/**
 * How names and values are compared, read off the glossary a second time and one character after the other: case, outer and
 * repeated space and Unicode composition make no difference, and half a surrogate pair is no character. Knows nothing of
 * `src/tags/fold.ts`, which it is there to test.
 */
export function plainText(text: string): string {
  const words: string[] = []
  let word = ''
  for (const character of text.normalize('NFC')) {
    if (!isSpace(character)) word += /\p{Cs}/u.test(character) ? '\ufffd' : character
    else if (word !== '') {
      words.push(word)
      word = ''
    }
  }
  if (word !== '') words.push(word)
  return words.join(' ').toLowerCase().normalize('NFC')
}

/**
 * Unicode's white space and controls, three that are seen as none (zero width space, word joiner, byte order mark), and those
 * that turn the direction of what follows, but not the marks of a direction.
 */
const isSpace = (character: string) =>
  /\p{White_Space}|\p{Cc}/u.test(character) ||
  ['\u200b', '\u2060', '\ufeff'].includes(character) ||
  (/\p{Bidi_Control}/u.test(character) && !['\u061c', '\u200e', '\u200f'].includes(character))
