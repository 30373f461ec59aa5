/** A text cut out of a whole file may be held on to as that file; what is kept for longer must not be. */
export const ownText = (text: string) => Buffer.from(text, 'utf16le').toString('utf16le')
