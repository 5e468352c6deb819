import { createRecent } from "../../recent.ts"
import { contrast, inkOn, mix, parseHex, type Rgb, readableOn, toHex } from "./contrast.ts"

const ownColour: Rgb = [15, 118, 110]
const panels = { light: [255, 255, 255], dark: [24, 26, 31] } as const satisfies Record<string, Rgb>

/** Looks that were worked out last, by the colour as it is written: each flow that opens asks for two. */
const known = createRecent<Record<string, string>>(200)

/** The custom properties of one look, as `lookOf` works them out. */
export function themeOf(primaryColor: string | null | undefined, isDark: boolean): Record<string, string> {
  const key = `${isDark ? "dark" : "light"} ${primaryColor ?? ""}`
  const look = known.get(key) ?? lookOf(primaryColor, isDark)
  known.set(key, look)
  return look
}

/**
 * The custom properties of one look: everything that follows from the merchant's colour. Text and outlines are
 * moved only as far from it as reading takes (4.5 to 1); a filled button keeps the colour and gets an edge where
 * it would melt into the panel (3 to 1).
 * @param primaryColor `#rrggbb`, or null for our own
 */
function lookOf(primaryColor: string | null | undefined, isDark: boolean): Record<string, string> {
  const colour = parseHex(primaryColor) ?? ownColour
  const panel: Rgb = isDark ? panels.dark : panels.light
  const tint = mix(panel, colour, isDark ? 0.16 : 0.08)
  // A grey that only just reads looks switched off.
  const ratio = Math.max(...colour) - Math.min(...colour) < 24 ? 11 : 4.5
  const ink = readableOn(readableOn(colour, tint, ratio), panel, ratio)
  const fillInk = inkOn(colour)
  const hover = mix(colour, fillInk, -0.12).map((part) => Math.min(255, Math.max(0, part)))
  return {
    "--panel": toHex(panel),
    "--fill": toHex(colour),
    "--fill-hover": toHex(hover as unknown as Rgb),
    "--fill-ink": toHex(fillInk),
    "--fill-edge": contrast(colour, panel) >= 3 ? "transparent" : toHex(readableOn(colour, panel, 3)),
    "--accent": toHex(ink),
    "--tint": toHex(tint),
  }
}
