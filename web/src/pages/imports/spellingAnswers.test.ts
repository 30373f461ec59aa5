import { expect, test } from 'vitest'
import { stillPlan } from '../../../../src/changes/stillPlan.ts'
import { allJoined, answered, takenBack } from './spellingAnswers.ts'

const slaes = { key: 'Department', value: 'Slaes' }

test('a new answer takes the place of the earlier one to the same question, however it is spelt', () => {
  const joined = answered([], slaes, 'Sales')
  expect(joined).toEqual([{ ...slaes, means: 'Sales' }])
  expect(answered(joined, { key: 'department', value: 'SLAES' }, null)).toEqual([
    { key: 'department', value: 'SLAES', means: null },
  ])
})

test('an answer taken back leaves the others, also those about the key itself', () => {
  const key = { key: 'Department', value: null, means: 'Team' }
  const all = [key, { ...slaes, means: 'Sales' }, { key: 'Team', value: 'Slaes', means: null }]
  expect(takenBack(all, { key: 'Team', value: 'slaes' })).toEqual([key])
  expect(takenBack(all, { key: 'Department', value: null })).toEqual(all.slice(1))
})

test('all are joined at once, keys too, and earlier answers stay', () => {
  const { tags } = stillPlan(1, '')
  const lookAlikes = [{ key: 'Location', value: 'Dalas', like: 'Dallas', likeId: 3 }]
  const keyLookAlikes = [{ key: 'Locations', like: 'Location' }]
  expect(allJoined([{ ...slaes, means: null }], { ...tags, lookAlikes, keyLookAlikes })).toEqual([
    { ...slaes, means: null },
    { key: 'Locations', value: null, means: 'Location' },
    { key: 'Location', value: 'Dalas', means: 'Dallas' },
  ])
})
