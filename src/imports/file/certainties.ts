export const certainties = ['certain', 'likely', 'unsure', 'chosen'] as const

/** How sure Muster is of an encoding it recognised; `chosen` is the person's own word. */
export type Certainty = (typeof certainties)[number]
