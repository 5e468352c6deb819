import { openFrame } from "../frame/frame.ts"
import type { FlowOptions } from "../options.ts"
import type { RunState } from "../run/run-state.ts"
import { keepPainted } from "./keep-painted.ts"
import { Panel } from "./panel.tsx"
import { type Moves, type Setting, sceneOf } from "./scene.ts"
import { styles } from "./styles.ts"

/** Where a run is shown. */
export interface Stage {
  draw(state: RunState, setting: Setting): void
  isInPage(): boolean
  close(): void
}

export interface StageParts {
  /** What the dialog is called until the first step has a heading. */
  title: string
  colorScheme: FlowOptions["colorScheme"]
  moves: Moves
}

/** Opens the frame and draws runs into it, in the merchant's colours and in the light or dark of the page. */
export async function openStage({ title, colorScheme, moves }: StageParts): Promise<Stage> {
  const frame = await openFrame({ title, styles, onClose: moves.close, onPress: moves.press })
  let look: Setting["look"]
  let script: Setting["script"] = null
  const { paint, stop } = keepPainted(frame, colorScheme, () => look)

  return {
    draw(state, setting) {
      if (look !== setting.look) {
        look = setting.look
        paint()
      }
      if (script !== setting.script) {
        script = setting.script
        if (script) frame.addStyles(script.styles)
      }
      const scene = sceneOf(state, setting, moves)
      frame.show(<Panel scene={scene} />, scene.key, scene.locale)
      setting.watch?.(frame.home)
      const field = scene.missing?.field
      if (field) frame.focusOn(`[data-field=${field}] input,input[data-field=${field}],textarea`)
    },
    isInPage: frame.isInPage,
    close() {
      stop()
      frame.close()
    },
  }
}
