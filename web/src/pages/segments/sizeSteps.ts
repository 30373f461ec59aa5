/**
 * A step line as the path of an SVG of this size. Time runs from the first point to now, the scale from nobody (bottom)
 * to the most there ever were (top).
 */
export function sizeSteps(
  points: readonly { at: string; people: number }[],
  now: Date,
  width: number,
  height: number,
): string {
  const times = points.map(point => Date.parse(point.at))
  const from = times[0] ?? 0
  const span = Math.max(now.getTime() - from, 1)
  const most = Math.max(1, ...points.map(point => point.people))
  const round = (value: number) => Math.round(value * 10) / 10
  const x = (time: number) => round(((time - from) / span) * width)
  const y = (people: number) => round(height - (people / most) * height)
  const steps = points.map((point, at) =>
    at === 0 ? `M 0 ${y(point.people)}` : `H ${x(times[at] ?? from)} V ${y(point.people)}`,
  )
  return `${steps.join(' ')} H ${width}`
}
