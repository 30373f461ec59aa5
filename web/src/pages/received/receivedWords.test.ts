import { expect, test } from 'vitest'
import { languageCodes, languages } from '../../../../src/delivery/words/languages.ts'
import { receivedWords } from './receivedWords.ts'

test('the page speaks the languages that mails are written in, in the same direction and with the same dates', () => {
  for (const code of languageCodes) {
    const { locale, direction } = receivedWords[code]
    expect({ locale, direction }).toEqual({
      locale: languages[code].locale,
      direction: languages[code].direction,
    })
  }
})

test('no language borrows a word from another, and names stand where they belong', () => {
  const all = Object.values(receivedWords)
  for (const word of ['open', 'markAsDone', 'understood', 'closed', 'allDone', 'revokedTitle'] as const)
    expect(new Set(all.map(words => words[word])).size).toBe(all.length)
  for (const ground of ['withdrawn', 'closed', 'openSteps', 'changed', 'other'] as const)
    expect(new Set(all.map(words => words.refused[ground])).size).toBe(all.length)
  for (const words of all) {
    expect(words.hello('Una')).toContain('Una')
    expect(words.hello('')).not.toMatch(/[,\s]$/)
    expect(words.progress(2, 5)).toMatch(/2\D+5/)
    expect(words.replaced('Acme')).toContain('Acme')
    expect(words.revoked('Acme')).toContain('Acme')
    expect([words.toDo(1), words.toDo(3)].map(text => text.includes('3'))).toEqual([false, true])
  }
})
