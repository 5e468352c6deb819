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

/** Opens the frame and draws runs into it, in the merchant's colour and in the light or dark of the page. */
export async function openStage(
  language: Language,
  colorScheme: FlowOptions["colorScheme"],
  moves: Moves,
): Promise<Stage> {
  const { words, locale } = language
  const frame = await openFrame({ title: words.title, lang: locale, styles, onEscape: moves.close })
  const systemIsDark = matchMedia("(prefers-color-scheme: dark)")
  const isDark = () =>
    colorScheme === "light" || colorScheme === "dark" ? colorScheme === "dark" : pageIsDark()
  const font = pageFont()
  let drawn: Running | null = null
  let hasStepStyles = false
  const paint = () => {
    const dark = isDark()
    const theme = drawn?.steps?.themeOf(drawn.branding.primaryColor, dark)
    frame.setTheme({ ...theme, "--font": font }, dark)
  }
  paint()
  systemIsDark.addEventListener("change", paint)

  return {
    draw(running) {
      drawn = running
      const { phase, state, parts, snapshot, branding, run, steps } = running
      if (steps && !hasStepStyles) {
        hasStepStyles = true
        frame.addStyles(steps.styles)
        paint()
      }
      const { customer, customerAttributes: attributes } = parts.options
      const source = { customer, snapshot, attributes }
      const text = (copy: string) => steps?.fillMergeFields(copy ?? "", source) ?? copy
      const missing = phase.kind === "step" ? phase.missing : null
      const scene = {
        state,
        snapshot,
        branding,
        run,
        steps,
        language: running.language,
        moves,
        text,
        missing,
      }
      frame.show(<Panel scene={scene} phase={phase} />, `${phase.kind}${state.visits.length}`)
    },
    isInPage: frame.isInPage,
    pointAt: (field) => frame.focusOn(`[data-field=${field}] input,input[data-field=${field}],textarea`),
    close() {
      systemIsDark.removeEventListener("change", paint)
      frame.close()
    },
  }
}
