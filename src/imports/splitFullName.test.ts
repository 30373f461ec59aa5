import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { splitFullName } from './splitFullName.ts'

describe('a full name', () => {
  test.each<[string, string, string]>([
    ['Jane Doe', 'Jane', 'Doe'],
    ['Doe, Jane', 'Jane', 'Doe'],
    ['Anna Maria Schmidt', 'Anna Maria', 'Schmidt'],
    ['van der Berg, Jan Willem', 'Jan Willem', 'van der Berg'],
    ['Jan Willem van der Berg', 'Jan Willem', 'van der Berg'],
    ['Ludwig von Beethoven', 'Ludwig', 'von Beethoven'],
    ['Leonardo da Vinci', 'Leonardo', 'da Vinci'],
    ['Khalid bin Waleed', 'Khalid', 'bin Waleed'],
    ['José Ortega y Gasset', 'José', 'Ortega y Gasset'],
    ['Charles de la Cruz', 'Charles', 'de la Cruz'],
    ['Van Morrison', 'Van', 'Morrison'],
    ['Martin King Jr.', 'Martin', 'King Jr.'],
    ['Martin Luther King, Jr.', 'Martin Luther', 'King, Jr.'],
    ['山田 太郎', '太郎', '山田'],
    ['山田\u3000太郎', '太郎', '山田'],
    ['김 민준', '민준', '김'],
    ['  Jane \u00a0 Doe ', 'Jane', 'Doe'],
    ['Cher', '', 'Cher'],
    ['', '', ''],
  ])('%j', (name, firstName, lastName) => {
    expect(splitFullName(name)).toEqual({ firstName, lastName })
  })

  test('loses no word, whatever it is', () =>
    fc.assert(
      fc.property(
        fc.array(fc.stringMatching(/^[A-Za-zé.'-]{1,8}$/), { minLength: 2, maxLength: 6 }),
        words => {
          const { firstName, lastName } = splitFullName(words.join(' '))
          expect(`${firstName} ${lastName}`.split(' ')).toEqual(words)
          expect(firstName).not.toBe('')
          expect(lastName).not.toBe('')
        },
      ),
    ))
})
