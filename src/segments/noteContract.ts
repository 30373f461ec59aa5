import { z } from 'zod'

/** Something worth knowing of a rule that is written without mistakes. Nothing has to be done about it. */
export const RuleNote = z.object({
  /**
   * `never`, `always`: nobody or everybody fits, whatever their tags. `idle`: a part that cannot matter. `sameAs`: other
   * segments with the same people. `nobodyHolds`: values nobody has. `lookAlike`: a value that is probably another.
   */
  kind: z.enum(['never', 'always', 'idle', 'sameAs', 'nobodyHolds', 'lookAlike']),
  /** The part it is about, like `all[1].values[0]`; empty for the whole rule. */
  path: z.string(),
  message: z.string(),
  /** The value that is probably meant. */
  suggestion: z.string().optional(),
  /** The other segments; at most twenty. */
  related: z.array(z.object({ id: z.number().int(), name: z.string() })).optional(),
})
export type RuleNote = z.infer<typeof RuleNote>
