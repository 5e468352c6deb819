import type { Moves } from "../flow/moves.ts"
import type { Running } from "../flow/running.ts"
import { openFrame } from "../frame/frame.ts"
import type { FlowOptions } from "../options.ts"
import { pageFont, pageIsDark } from "../page-looks.ts"
import type { Language } from "../words/index.ts"
import { Panel } from "./panel.tsx"
import { styles } from "./styles.ts"

/** Where a run is shown. */
export interface Stage {
  draw(running: Running): void
  /** Brings the customer to the field that wants something. */
  pointAt(field: string): void
  isInPage(): boolean
  close(): void
}

/** Opens the frame and draws runs into it, in the merchant's colours and in the light or dark of the page. */
export async function openStage(
  { words }: Language,
  colorScheme: FlowOptions["colorScheme"],
  moves: Moves,
): Promise<Stage> {
  const frame = await openFrame({
    title: words.title,
    styles,
    onEscape: moves.close,
  })
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)")
  const font = pageFont()
  let look: Running["look"]
  const paint = () => {
    const isDark = colorScheme === "dark" || (colorScheme !== "light" && pageIsDark())
    frame.setLook({ ...look?.[isDark ? "dark" : "light"], "--font": font }, isDark)
  }
  paint()
  systemIsDark.addEventListener("change", paint)

  return {
    draw(running) {
      const { phase, state } = running
      if (look !== running.look) {
        look = running.look
        paint()
      }
      const missing = phase.kind === "step" ? phase.missing : null
      const scene = { ...running, ...running.language, moves, missing }
      const step = `${phase.kind}${state.visits.length}`
      frame.show(<Panel scene={scene} step={step} />, step, running.language.locale)
    },
    isInPage: frame.isInPage,
    pointAt: (field) => frame.focusOn(`[data-field=${field}] input,input[data-field=${field}],textarea`),
    close() {
      systemIsDark.removeEventListener("change", paint)
      frame.close()
    },
  }
}
