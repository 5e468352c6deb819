/** Colours are `[red, green, blue]`, 0 to 255. Contrast follows WCAG 2.2. */
export type Rgb = readonly [number, number, number]

export const black: Rgb = [0, 0, 0]
export const white: Rgb = [255, 255, 255]

/** `#rgb` or `#rrggbb`; null for anything else, so that a strange setting falls back to our own colour. */
export function parseHex(text: string | null | undefined): Rgb | null {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text?.trim() ?? "")?.[1]
  if (!hex) return null
  const full = hex.length === 3 ? hex.replace(/./g, "$&$&") : hex
  const value = Number.parseInt(full, 16)
  return [value >> 16, (value >> 8) & 255, value & 255]
}

export const toHex = (rgb: Rgb): string =>
  `#${rgb.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`

/** Relative luminance, 0 (black) to 1 (white). */
export function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

/** 1 (the same) to 21 (black on white). */
export function contrast(a: Rgb, b: Rgb): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

export const mix = (from: Rgb, to: Rgb, share: number): Rgb =>
  from.map((part, i) => Math.round(part + ((to[i] ?? 0) - part) * share)) as unknown as Rgb

/** The text colour for a filled surface: white where it reads, else black. One of them always reaches 4.5. */
export const inkOn = (fill: Rgb): Rgb => (contrast(fill, white) >= 4.5 ? white : black)

/** `colour`, moved away from `surface` only as far as it takes to reach `ratio` on it. */
export function readableOn(colour: Rgb, surface: Rgb, ratio: number): Rgb {
  const target = luminance(surface) > 0.18 ? black : white
  for (let step = 0; step <= 20; step++) {
    const candidate = mix(colour, target, step / 20)
    if (contrast(candidate, surface) >= ratio) return candidate
  }
  return target
}
