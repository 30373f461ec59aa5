const DARK = '#14181b'

/** White or nearly black, whichever can be read better on a ground (#rrggbb); by the contrast of WCAG 2. */
export function textOn(ground: string): '#ffffff' | typeof DARK {
  const light = luminance(ground)
  return 1.05 / (light + 0.05) >= (light + 0.05) / (luminance(DARK) + 0.05) ? '#ffffff' : DARK
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(at => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
