import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decodeText.ts'
import { aList, LANGUAGES } from './namesByLanguage.ts'
import { recogniseEncoding } from './recogniseEncoding.ts'
import { isProblem } from './table.ts'

/** Lists that an encoding can hold at all, of one language each and of several together. */
function lists(encoding: string, length: number): string[] {
  const languages = LANGUAGES[encoding] ?? []
  const groups = [...languages.map(language => [language]), ...(languages.length > 1 ? [languages] : [])]
  return groups.flatMap(group => [1, 2, 3, 4, 5].map(seed => aList(group, length, seed)))
}

/** How many of the lists are read as they were written, from 0 to 1. A list whose letters two encodings share counts for both. */
function rate(encoding: string, length: number): number {
  const tried = lists(encoding, length)
  const right = tried.filter(text => {
    const read = decodeText(iconv.encode(text, encoding), 'people.csv')
    return !isProblem(read) && read.text === text
  })
  return right.length / tried.length
}

describe('lists of names are read as they were written', () => {
  // Measured on the lists above; a change that recognises fewer has made it worse.
  test.each<[string, number, number]>([
    ['windows-1252', 1, 0.9],
    ['iso-8859-1', 1, 0.9],
    ['macroman', 0.97, 0.9],
    ['cp850', 0.97, 0.85],
    ['windows-1250', 1, 0.85],
    ['iso-8859-2', 0.95, 0.75],
    ['windows-1254', 1, 0.9],
    ['windows-1251', 1, 1],
    ['windows-1253', 1, 1],
    ['shift_jis', 1, 1],
    ['gb18030', 1, 1],
    ['big5', 1, 1],
    ['euc-kr', 1, 1],
  ])('%s', (encoding, ofThirty, ofFour) => {
    expect(rate(encoding, 30), 'lists of 30').toBeGreaterThanOrEqual(ofThirty)
    expect(rate(encoding, 4), 'lists of 4').toBeGreaterThanOrEqual(ofFour)
  })

  test.each(['utf-8', 'utf-16le', 'utf-16be'])('%s without a mark, for certain', encoding => {
    for (const language of Object.values(LANGUAGES).flat()) {
      const text = aList([language], 4, 1)
      const bytes = iconv.encode(text, encoding, { addBOM: false })
      expect(recogniseEncoding(bytes), language).toEqual({ encoding, certainty: 'certain', readings: [] })
    }
  })
})

describe('a wrong guess', () => {
  test('is never said to be certain, and the right reading is on offer', () => {
    for (const encoding of Object.keys(LANGUAGES)) {
      for (const text of lists(encoding, 4)) {
        const bytes = iconv.encode(text, encoding)
        const recognised = recogniseEncoding(bytes)
        if (recognised?.certainty === 'certain') expect(text, encoding).not.toMatch(/[^\x20-\x7e\r\n]/)
        else {
          const offered = recognised?.readings.map(each => iconv.decode(bytes, each.encoding)) ?? []
          expect(offered, encoding).toContain(text)
        }
      }
    }
  })

  test('is put right by naming the encoding, whatever it is', () => {
    for (const encoding of Object.keys(LANGUAGES)) {
      for (const text of lists(encoding, 4)) {
        expect(decodeText(iconv.encode(text, encoding), 'people.csv', encoding)).toMatchObject({
          text,
          certainty: 'chosen',
        })
      }
    }
  })
})

describe('how sure', () => {
  test('a list with many names is likely right, one letter that could be several things is not', () => {
    const many = recogniseEncoding(iconv.encode(aList(['Russian'], 30, 1), 'windows-1251'))
    expect(many).toMatchObject({ encoding: 'windows-1251', certainty: 'likely' })
    const one = recogniseEncoding(iconv.encode('email,name\r\na@x.com,Muñiz\r\n', 'windows-1252'))
    expect(one).toMatchObject({ encoding: 'windows-1252', certainty: 'unsure' })
  })

  test('each reading comes with its first cell beyond ASCII', () => {
    const bytes = iconv.encode('email,Vorname,Name\r\na@x.de,Jürgen,Größe\r\n', 'macroman')
    expect(recogniseEncoding(bytes)?.readings[0]).toEqual({ encoding: 'macroman', example: 'Jürgen' })
  })
})

describe('a damaged file', () => {
  test('of UTF-8 stays UTF-8, and the place is named', () => {
    const good = Buffer.from(aList(['German'], 30, 1))
    const bytes = Buffer.concat([good, Buffer.from('x@example.com,Bj\xf6rn,Meier\r\n', 'latin1')])
    const read = decodeText(bytes, 'people.csv')
    expect(read).toMatchObject({
      encoding: 'utf-8',
      notes: [
        'One character on line 32 cannot be read as utf-8 and stands as “�”. Correct the file, or choose another encoding.',
      ],
    })
  })

  test('a wrong choice is told by what it cannot read', () => {
    const bytes = iconv.encode('email,Vorname\r\na@x.de,Jürgen\r\nb@x.de,Käthe\r\n', 'windows-1252')
    const read = decodeText(bytes, 'people.csv', 'utf-8')
    expect(isProblem(read) ? [] : read.notes).toEqual([
      '2 characters, on line 2 first, cannot be read as utf-8 and stand as “�”. Correct the file, or choose another encoding.',
    ])
  })

  test('lines that end as on old Macs are looked through one by one, however many', () => {
    const plain = 'p@example.com,Ann,Lee\r'.repeat(300_000)
    const bytes = Buffer.concat([
      Buffer.from(plain),
      iconv.encode('q@example.com,Jürgen,Größe\r', 'macroman'),
    ])
    expect(recogniseEncoding(bytes)).toMatchObject({ encoding: 'macroman', certainty: 'likely' })
  })

  test('one long line of letters takes no longer than any other', () => {
    const bytes = Buffer.concat([Buffer.alloc(2_000_000, 'a'), Buffer.from([0xfc])])
    expect(recogniseEncoding(bytes)?.encoding).toBe('windows-1252')
  })
})
