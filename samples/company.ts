import type { Locale } from './locales.ts'

/** The company the sample people work at: how its places, departments and contracts are shared out. Weights are relative. */
export type Office = { name: string; region: string; weight: number; locales: readonly Locale[] }

export const offices: readonly Office[] = [
  office('Dallas', 'North America', 20, 'english', 'english', 'spanish', 'vietnamese', 'hindi'),
  office('New York', 'North America', 13, 'english', 'english', 'spanish', 'chinese', 'hebrew', 'italian'),
  office('Toronto', 'North America', 6, 'english', 'french', 'chinese', 'hindi', 'ukrainian'),
  office('Mexico City', 'Latin America', 5, 'spanish'),
  office('São Paulo', 'Latin America', 7, 'portuguese', 'portuguese', 'japanese', 'italian'),
  office('London', 'EMEA', 9, 'english', 'english', 'hindi', 'yoruba', 'polish', 'greek'),
  office('Berlin', 'EMEA', 8, 'german', 'german', 'turkish', 'polish', 'arabic', 'ukrainian'),
  office('Paris', 'EMEA', 5, 'french', 'french', 'arabic', 'portuguese'),
  office('Warsaw', 'EMEA', 4, 'polish', 'polish', 'ukrainian'),
  office('Amsterdam', 'EMEA', 3, 'dutch', 'dutch', 'turkish'),
  office('Helsinki', 'EMEA', 2, 'finnish', 'finnish', 'swedish'),
  office('Reykjavík', 'EMEA', 1, 'icelandic'),
  office('Athens', 'EMEA', 2, 'greek'),
  office('Istanbul', 'EMEA', 3, 'turkish'),
  office('Tel Aviv', 'EMEA', 2, 'hebrew', 'hebrew', 'arabic'),
  office('Cairo', 'EMEA', 3, 'arabic'),
  office('Lagos', 'EMEA', 4, 'yoruba', 'yoruba', 'english'),
  office('Nairobi', 'EMEA', 3, 'swahili', 'swahili', 'amharic'),
  office('Addis Ababa', 'EMEA', 2, 'amharic'),
  office('Mumbai', 'Asia Pacific', 8, 'hindi'),
  office('Bangkok', 'Asia Pacific', 3, 'thai'),
  office('Hanoi', 'Asia Pacific', 4, 'vietnamese'),
  office('Shanghai', 'Asia Pacific', 6, 'chinese'),
  office('Seoul', 'Asia Pacific', 4, 'korean'),
  office('Tokyo', 'Asia Pacific', 5, 'japanese'),
]

function office(name: string, region: string, weight: number, ...locales: Locale[]): Office {
  return { name, region, weight, locales }
}

export type Department = { name: string; weight: number; lead: string; roles: readonly string[] }

/** Roles get rarer along the list: the first is held by about half of the department. */
export const departments: readonly Department[] = [
  department('Sales', 26, 'Sales Manager', 'Account Executive', 'Sales Representative', 'Sales Engineer'),
  department(
    'Operations',
    22,
    'Operations Manager',
    'Warehouse Associate',
    'Driver',
    'Forklift Operator',
    'Planner',
  ),
  department(
    'Engineering',
    18,
    'Engineering Manager',
    'Software Engineer',
    'Test Engineer',
    'Product Designer',
  ),
  department('Customer Support', 14, 'Support Manager', 'Support Agent', 'Support Specialist', 'Trainer'),
  department('Marketing', 7, 'Marketing Manager', 'Content Editor', 'Campaign Specialist', 'Analyst'),
  department('Finance', 6, 'Finance Manager', 'Accountant', 'Controller', 'Payroll Specialist'),
  department('People & Culture', 4, 'HR Manager', 'Recruiter', 'HR Business Partner'),
  department('Legal', 2, 'General Counsel', 'Counsel', 'Compliance Officer'),
  department('Facilities', 1, 'Facilities Manager', 'Technician', 'Receptionist'),
]

function department(name: string, weight: number, lead: string, ...roles: string[]): Department {
  return { name, weight, lead, roles }
}

export const employments = [
  { name: 'Full-time', weight: 78 },
  { name: 'Part-time', weight: 12 },
  { name: 'Contractor', weight: 7 },
  { name: 'Intern', weight: 3 },
] as const
