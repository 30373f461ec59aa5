import { expect, test } from 'vitest'
import { describe } from './describe.ts'
import { parse } from './parse.ts'

test.each([
  [
    'Department is Sales and (Location is Dallas or Location is "New York") and not Region is EMEA',
    'People whose Department is Sales, and whose Location is Dallas or New York, but not whose Region is EMEA',
  ],
  ['Department is (Sales, Marketing, IT)', 'People whose Department is Sales, Marketing or IT'],
  [
    'Department is "Sales, EMEA" or Badge exists',
    'People whose Department is “Sales, EMEA”, or who have any Badge',
  ],
  ['Skill has all ("First aid", Forklift)', 'People whose Skill includes all of First aid and Forklift'],
  ['Skill has all (Forklift)', 'People whose Skill is Forklift'],
  ['not Skill has all (Forklift) and A is 1', 'People whose A is 1, but not whose Skill is Forklift'],
  ['Note is "two\\nlines"', 'People whose Note is two lines'],
  ['Role contains (lead, manager)', 'People whose Role contains “lead” or “manager”'],
  ['Hired within last 90 days', 'People whose Hired is within the last 90 days'],
  ['Hired on or after 2024-01-01', 'People whose Hired is on or after 2024-01-01'],
  ['Grade between 3 and 7', 'People whose Grade is between 3 and 7'],
  ['in segment Texans and A is 1', 'People who are in the segment “Texans”, and whose A is 1'],
  ['in segment #4', 'People who are in the segment #4'],
  ['(A is 1 and B is 2) or C is 3', 'People whose C is 3, or (whose A is 1, and whose B is 2)'],
  [
    '((A is 1 and B is 2) or C is 3) and D is 4',
    'People whose D is 4, and (whose C is 3, or (whose A is 1, and whose B is 2))',
  ],
  ['A is 1 or (B is 2 and C is 3)', 'People whose A is 1, or (whose B is 2, and whose C is 3)'],
  [
    'A is 1 and none (B is 2, B is 3, C exists)',
    'People whose A is 1, but not whose B is 2 or 3 or who have any C',
  ],
  ['A is 1 and not (B is 2 and C is 3)', 'People whose A is 1, but not (whose B is 2, and whose C is 3)'],
  ['not Region is EMEA', 'Everyone except people whose Region is EMEA'],
  ['Region is not EMEA', 'Everyone except people whose Region is EMEA'],
  ['Badge missing', 'Everyone except people who have any Badge'],
  ['none (A is 1, B is 2)', 'Everyone except people whose A is 1, or whose B is 2'],
  ['not A is 1 and B is not 2', 'Everyone except people whose A is 1, or whose B is 2'],
  ['not A is 1 or Badge missing', 'Everyone except people whose A is 1, and who have any Badge'],
  ['not Hired within last 1 year', 'Everyone except people whose Hired is within the last 1 year'],
  ['not Badge missing', 'People who have any Badge'],
  ['not Region is not EMEA', 'People whose Region is EMEA'],
  ['A is 1 or not B is 2', 'People whose A is 1, or whose B is not 2'],
  ['A is 1 and B is not 2', 'People whose A is 1, and whose B is not 2'],
  ['A is (1,2,3,4,5,6,7,8,9,10)', 'People whose A is 1, 2, 3, 4, 5, 6 or 4 others'],
])('%s', (text, sentence) => {
  const answer = parse(text)
  expect('rule' in answer && describe(answer.rule)).toBe(sentence)
})
