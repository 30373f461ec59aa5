import fc from 'fast-check'
import type { TagsByKey } from '../src/people/bodyTags.ts'
import type { Rule } from '../src/segments/rule/rule.ts'

/** Random acts on a small workspace, for the laws of the mechanism. Numbers pick from what there is at the time. */
export type LawAct =
  | { do: 'add'; people: [string, string][][] }
  | { do: 'addMany'; tags: [string, string][][] }
  | { do: 'retagMany'; give: [string, string][]; take: [string, string][] }
  | { do: 'retag'; people: number[]; give: [string, string][]; take: [string, string][] }
  | { do: 'tagMembers'; segment: number; add: TagsByKey; remove: TagsByKey; replace: TagsByKey }
  | { do: 'deactivateMembers'; segment: number }
  | { do: 'status'; person: number; status: 'active' | 'inactive' }
  | { do: 'swapEmails'; a: number; b: number }
  | { do: 'renameTag'; tag: number; value: string }
  | { do: 'mergeTags'; tag: number; into: number }
  | { do: 'deleteTag'; tag: number }
  | { do: 'renameKey'; key: number; name: string }
  | { do: 'mergeKeys'; key: number; into: number }
  | { do: 'deleteKey'; key: number }
  | { do: 'alias'; of: 'tag' | 'key'; target: number; spelling: string; kind: 'means' | 'apart' }
  | { do: 'forgetAlias'; alias: number }
  | { do: 'createSegment'; name: string; rule: Rule }
  | { do: 'updateSegment'; segment: number; name?: string; rule?: Rule }
  | { do: 'deleteSegment'; segment: number }
  | { do: 'publish'; include: number; joiners: 'receive' | 'ignore'; leavers: 'keep' | 'withdraw' }
  | { do: 'close'; assignment: number }
  | { do: 'days'; days: number }
  | { do: 'undo'; back: number }
  | { do: 'import'; rows: ImportRow[] }

/** A row of a file: about somebody who may be there already, or somebody new; some rows are to be refused. */
export type ImportRow = {
  /** Of those whose addresses have been given out, or null for a new one. */
  person: number | null
  hasNames: boolean
  tags: [key: string, value: string][]
  flaw: 'address' | 'twice' | null
}

/** Few, so that random acts and random rules often speak of the same. */
const VALUES: Record<string, string[]> = {
  Department: ['Sales', 'Sal', 'IT'],
  Grade: ['1', '10'],
  Hired: ['2026-03-01', '2026-03-20', 'soon'],
}
const KEYS = Object.keys(VALUES)

const aTag: fc.Arbitrary<[string, string]> = fc
  .constantFrom(...KEYS)
  .chain(key => fc.tuple(fc.constant(key), fc.constantFrom(...(VALUES[key] ?? []))))
/** Values that only files bring; “Team” is also what a key may be renamed to. */
const aNewTag: fc.Arbitrary<[string, string]> = fc.constantFrom(
  ['Department', 'Ops'],
  ['Team', 'Sales'],
  ['Grade', '7'],
)
export const allTags: [string, string][] = KEYS.flatMap(key =>
  (VALUES[key] ?? []).map((value): [string, string] => [key, value]),
)
const someByKey: fc.Arbitrary<TagsByKey> = fc
  .uniqueArray(aTag, { maxLength: 2, selector: ([key]) => key })
  .map(tags => Object.fromEntries(tags.map(([key, value]) => [key, [value]])))
const someTags = fc.array(aTag, { maxLength: 4 })
const index = fc.nat({ max: 30 })

function aReference(segments: readonly string[]): fc.Arbitrary<Rule> {
  return fc
    .tuple(fc.constantFrom(...segments), fc.boolean())
    .map(([segment, denied]): Rule => (denied ? { none: [{ segment }] } : { segment }))
}

/** Rules that refer to others, plainly or denied, are where most can go wrong: half of all, where there are others. */
function aRuleOver(segments: readonly string[]): fc.Arbitrary<Rule> {
  const leaf = segments.length === 0 ? aLeaf : fc.oneof(aLeaf, aReference(segments))
  return fc.oneof(
    leaf,
    fc.array(leaf, { minLength: 1, maxLength: 3 }).map((all): Rule => ({ all })),
    fc.array(leaf, { minLength: 1, maxLength: 3 }).map((any): Rule => ({ any })),
    fc.array(leaf, { minLength: 1, maxLength: 2 }).map((none): Rule => ({ none })),
  )
}

const aLeaf: fc.Arbitrary<Rule> = fc.oneof(
  aTag.map(([key, value]): Rule => ({ key, op: 'is', values: [value] })),
  aTag.map(([key, value]): Rule => ({ key, op: 'isNot', values: [value] })),
  fc.constantFrom('exists' as const, 'missing' as const).map((op): Rule => ({ key: 'Department', op })),
  fc.constantFrom<Rule>(
    { key: 'Department', op: 'startsWith', values: ['sal'] },
    { key: 'Department', op: 'contains', values: ['o'] },
  ),
  fc.constantFrom<Rule>(
    { key: 'Grade', op: 'gte', values: ['2'] },
    { key: 'Grade', op: 'lt', values: ['5'] },
  ),
  fc
    .constantFrom('withinLast' as const, 'withinNext' as const, 'notWithinLast' as const)
    .map((op): Rule => ({ key: 'Hired', op, values: ['14 days'] })),
)
const aRule = aRuleOver(['One', 'Two', 'Three'])
const aName = fc.constantFrom('One', 'Two', 'Three', 'Four')

const acts = {
  add: fc.record({
    do: fc.constant('add' as const),
    people: fc.array(someTags, { minLength: 1, maxLength: 4 }),
  }),
  addMany: fc.record({
    do: fc.constant('addMany' as const),
    tags: fc.array(someTags, { minLength: 2, maxLength: 5 }),
  }),
  retagMany: fc.record({ do: fc.constant('retagMany' as const), give: someTags, take: someTags }),
  retag: fc.record({
    do: fc.constant('retag' as const),
    people: fc.array(index, { minLength: 1, maxLength: 3 }),
    give: someTags,
    take: someTags,
  }),
  tagMembers: fc.record({
    do: fc.constant('tagMembers' as const),
    segment: index,
    add: someByKey,
    remove: someByKey,
    replace: someByKey,
  }),
  deactivateMembers: fc.record({ do: fc.constant('deactivateMembers' as const), segment: index }),
  status: fc.record({
    do: fc.constant('status' as const),
    person: index,
    status: fc.constantFrom('active' as const, 'inactive' as const),
  }),
  swapEmails: fc.record({ do: fc.constant('swapEmails' as const), a: index, b: index }),
  renameTag: fc.record({
    do: fc.constant('renameTag' as const),
    tag: index,
    value: fc.constantFrom('SALES', 'Sal', 'IT', 'Salesman', 'Other', '5', '0', '2026-03-25'),
  }),
  mergeTags: fc.record({ do: fc.constant('mergeTags' as const), tag: index, into: index }),
  deleteTag: fc.record({ do: fc.constant('deleteTag' as const), tag: index }),
  renameKey: fc.record({
    do: fc.constant('renameKey' as const),
    key: index,
    name: fc.constantFrom('Department', 'Grade', 'Team'),
  }),
  mergeKeys: fc.record({ do: fc.constant('mergeKeys' as const), key: index, into: index }),
  deleteKey: fc.record({ do: fc.constant('deleteKey' as const), key: index }),
  alias: fc.record({
    do: fc.constant('alias' as const),
    of: fc.constantFrom('tag' as const, 'tag' as const, 'key' as const),
    target: index,
    spelling: fc.constantFrom('Sal', 'Ops', 'Other', '7', 'Team'),
    kind: fc.constantFrom('means' as const, 'means' as const, 'apart' as const),
  }),
  forgetAlias: fc.record({ do: fc.constant('forgetAlias' as const), alias: index }),
  createSegment: fc.record({ do: fc.constant('createSegment' as const), name: aName, rule: aRule }),
  updateSegment: fc.record(
    { do: fc.constant('updateSegment' as const), segment: index, name: aName, rule: aRule },
    { requiredKeys: ['do', 'segment'] },
  ),
  deleteSegment: fc.record({ do: fc.constant('deleteSegment' as const), segment: index }),
  days: fc.record({ do: fc.constant('days' as const), days: fc.integer({ min: 1, max: 20 }) }),
  publish: fc.record({
    do: fc.constant('publish' as const),
    include: index,
    joiners: fc.constantFrom('receive' as const, 'ignore' as const),
    leavers: fc.constantFrom('keep' as const, 'withdraw' as const),
  }),
  close: fc.record({ do: fc.constant('close' as const), assignment: index }),
  import: fc.record({
    do: fc.constant('import' as const),
    rows: fc.array(
      fc.record({
        person: fc.option(index),
        hasNames: fc.boolean(),
        tags: fc.uniqueArray(fc.oneof({ weight: 4, arbitrary: aTag }, aNewTag), {
          maxLength: 3,
          selector: ([key]) => key,
        }),
        flaw: fc.oneof(
          { weight: 6, arbitrary: fc.constant(null) },
          fc.constantFrom('address' as const, 'twice' as const),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    ),
  }),
  undo: fc.record({ do: fc.constant('undo' as const), back: fc.nat({ max: 5 }) }),
} satisfies { [Name in LawAct['do']]: fc.Arbitrary<Extract<LawAct, { do: Name }>> }

/** Three segments that build on each other, as far as their rules happen to. */
export const segmentsFirst: fc.Arbitrary<LawAct[]> = fc
  .tuple(aRuleOver([]), aRuleOver(['One']), aRuleOver(['One', 'Two']))
  .map(rules =>
    rules.map((rule, index) => ({
      do: 'createSegment' as const,
      name: ['One', 'Two', 'Three'][index] ?? '',
      rule,
    })),
  )
/** People, tags and segments; nothing is assigned and nothing undone. */
export const aPlainAct: fc.Arbitrary<LawAct> = fc.oneof(
  { weight: 4, arbitrary: acts.add },
  { weight: 4, arbitrary: acts.retag },
  { weight: 4, arbitrary: acts.createSegment },
  { weight: 3, arbitrary: acts.updateSegment },
  // More people than are matched one by one.
  acts.addMany,
  acts.retagMany,
  acts.tagMembers,
  acts.deactivateMembers,
  { weight: 3, arbitrary: acts.status },
  acts.swapEmails,
  // Rules that read values follow their names: worth trying often.
  { weight: 3, arbitrary: acts.renameTag },
  acts.mergeTags,
  acts.deleteTag,
  acts.renameKey,
  acts.mergeKeys,
  acts.deleteKey,
  { weight: 2, arbitrary: acts.alias },
  acts.forgetAlias,
  acts.deleteSegment,
  { weight: 2, arbitrary: acts.days },
)
export const anyAct: fc.Arbitrary<LawAct> = fc.oneof(
  { weight: 6, arbitrary: aPlainAct },
  { weight: 1, arbitrary: acts.publish },
  { weight: 1, arbitrary: acts.close },
  { weight: 2, arbitrary: acts.undo },
)
/** As `anyAct`, and files, which go through the whole program. */
export const anyActOrFile: fc.Arbitrary<LawAct> = fc.oneof(
  { weight: 12, arbitrary: anyAct },
  { weight: 1, arbitrary: acts.import },
)
