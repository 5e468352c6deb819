/** How light an element's own background is, 0 to 255; null where what lies behind shows through. */
function lightnessOf(element: Element | null): number | null {
  if (!element) return null
  const { backgroundColor } = getComputedStyle(element)
  const [red = 0, green = 0, blue = 0, alpha = 1] = backgroundColor.match(/[\d.]+/g)?.map(Number) ?? []
  return backgroundColor.startsWith("rgb") && alpha >= 0.5 ? 0.3 * red + 0.59 * green + 0.11 * blue : null
}

/**
 * Whether the page looks dark. The background decides, because a page may be dark on a light system or ignore a
 * dark one; without a background it is the page's `color-scheme`, the only thing that darkens a bare canvas.
 */
export function pageIsDark(): boolean {
  const background = lightnessOf(document.body) ?? lightnessOf(document.documentElement)
  if (background !== null) return background < 128
  const scheme = getComputedStyle(document.documentElement).colorScheme
  if (!scheme.includes("dark")) return false
  return !scheme.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches
}

const bareDefaults = /^("?Times( New Roman)?"?|serif|-webkit-standard|initial|)$/i

/** The page's font, so that the flow looks like part of it; ours where the page never chose one. */
export function pageFont(): string {
  const family = getComputedStyle(document.body ?? document.documentElement).fontFamily
  const own = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
  return bareDefaults.test(family.trim()) ? own : `${family}, ${own}`
}
