import { describe, expect, test } from 'vitest'
import { afterAttempt } from './afterAttempt.ts'
import { verdictOf } from './sendMail.ts'

const smtpError = (fields: object) => Object.assign(new Error('as the library says it'), fields)

describe('what an error of the mail server means', () => {
  test.each([
    [{ code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 No such user' }, false, 'refused'],
    [{ code: 'EENVELOPE', responseCode: 450, response: '450 Busy' }, false, 'later'],
    [{ code: 'EMESSAGE', responseCode: 554, response: '554 Spam' }, true, 'refused'],
    [{ code: 'EMESSAGE', responseCode: 451, response: '451 Later' }, true, 'later'],
    [{ code: 'EAUTH', responseCode: 535, response: '535 Wrong password' }, false, 'later'],
    [{ code: 'ECONNECTION' }, false, 'later'],
    [{ code: 'ECONNECTION' }, true, 'unknown'],
    [{ code: 'ETIMEDOUT' }, true, 'unknown'],
  ])('%j with the content handed over %s: %s', (fields, handedOver, kind) => {
    const verdict = verdictOf(smtpError(fields), handedOver)
    expect(verdict.kind).toBe(kind)
    if ('words' in verdict && 'response' in fields) expect(verdict.words).toBe(fields.response)
  })
})

test('after a temporary failure it is tried again at growing distances, and given up after the last', () => {
  const MINUTE = 60_000
  const later = { kind: 'later', words: '451 Busy', unreachable: false } as const
  const waits: (number | string)[] = []
  for (let attempts = 0; attempts < 6; attempts++) {
    const { status, send_at, reason } = afterAttempt(later, { attempts, sendAt: 0 }, 0)
    waits.push(status === 'queued' ? send_at / MINUTE : `${status}: ${reason}`)
  }
  expect(waits).toEqual([1, 5, 30, 120, 480, 'failed: Given up after 6 attempts: 451 Busy'])
})
