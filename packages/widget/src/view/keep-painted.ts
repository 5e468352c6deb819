import type { Frame } from "../frame/frame.ts"
import { guarded } from "../guarded.ts"
import type { FlowOptions } from "../options.ts"
import { pageFont, pageIsDark } from "../page-looks.ts"
import type { Setting } from "./scene.ts"

/** Paints a frame in the merchant's colours, in the light or dark of the page and its font, and again where those change. */
export function keepPainted(
  frame: Pick<Frame, "setLook">,
  colorScheme: FlowOptions["colorScheme"],
  look: () => Setting["look"],
): { paint(): void; stop(): void } {
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)")
  const paint = guarded(() => {
    const isDark = colorScheme === "dark" || (colorScheme !== "light" && pageIsDark())
    frame.setLook({ ...look()?.[isDark ? "dark" : "light"], "--font": pageFont() }, isDark)
  })
  paint()
  systemIsDark.addEventListener("change", paint)
  return { paint, stop: () => systemIsDark.removeEventListener("change", paint) }
}
