/** CSV of `count` people with six tag columns whose values are skewed as real ones are; the same for the same count. */
export function peopleCsv(count: number, domain = 'example.org'): string {
  const random = generator(42)
  const lines = ['email,first_name,last_name,Department,Job Role,Location,Region,Employment,Hire Date']
  for (let n = 0; n < count; n++) {
    const location = skewed(random, 120)
    lines.push(
      `p${n}@${domain},First${n % 977},Last${n % 7919},Unit ${skewed(random, 40)},Role ${skewed(random, 300)},Site ${location},Zone ${location % 8},${random() < 0.8 ? 'Staff' : 'Contract'},20${10 + Math.floor(random() * 15)}-${two(random() * 12)}-${two(random() * 28)}`,
    )
  }
  return `${lines.join('\n')}\n`
}

const two = (number: number) => String(1 + Math.floor(number)).padStart(2, '0')

/** Zipf-like: small numbers far more often. */
export function skewed(random: () => number, count: number): number {
  return Math.floor(count ** random()) - 1
}

/** mulberry32, a small seeded generator (public domain, Tommy Ettinger). */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
