export type SizePoint = { at: string; people: number }

/** Where the points of a step line lie in a picture of this width and height, and the line itself. */
export type SizeSteps = { path: string; places: { x: number; y: number }[] }

/**
 * A step line as the path of an SVG of this size. Time runs from the first point to now, the scale from nobody (bottom)
 * to `top` people (the most there ever were, unless said).
 */
export function sizeSteps(
  points: readonly SizePoint[],
  now: Date,
  width: number,
  height: number,
  top = Math.max(1, ...points.map(point => point.people)),
): SizeSteps {
  const times = points.map(point => Date.parse(point.at))
  const from = times[0] ?? 0
  const span = Math.max(now.getTime() - from, 1)
  const round = (value: number) => Math.round(value * 10) / 10
  const places = points.map((point, at) => ({
    x: round((((times[at] ?? from) - from) / span) * width),
    y: round(height - (point.people / top) * height),
  }))
  const steps = places.map(({ x, y }, at) => (at === 0 ? `M 0 ${y}` : `H ${x} V ${y}`))
  return { path: `${steps.join(' ')} H ${width}`, places }
}

/** The scale of a size: nobody, and one or two even steps up to a round number that nothing goes beyond. */
export function sizeTicks(most: number): number[] {
  if (most <= 2) return most <= 1 ? [0, 1] : [0, 1, 2]
  const power = 10 ** Math.floor(Math.log10(most / 2))
  const step = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
    .map(each => each * power)
    .find(each => each * 2 >= most && Number.isInteger(each))
  const even = step ?? Math.ceil(most / 2)
  return [0, even, even * 2]
}

const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short' })
const dayOfYear = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', year: 'numeric' })
const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' })
const DAY = 86_400_000

/** Moments at even distances along the line, in words as short as their distance allows. `share` is 0 to 1 of the width. */
export function timeTicks(from: Date, to: Date, count: number): { share: number; label: string }[] {
  const span = to.getTime() - from.getTime()
  const format = span < 2 * DAY ? time : from.getFullYear() === to.getFullYear() ? day : dayOfYear
  const ticks = Array.from({ length: count }, (_, at) => {
    const share = at / (count - 1)
    return { share, label: format.format(from.getTime() + share * span) }
  })
  // A line of three days has no five different days to name.
  return ticks.filter(({ label }, at) => label !== ticks[at - 1]?.label)
}
