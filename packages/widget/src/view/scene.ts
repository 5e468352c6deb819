import type { Moves } from "../flow/moves.ts"
import type { Running } from "../flow/running.ts"
import type { Screen, ScreenOf } from "../run/flow-screens.ts"
import type { Missing } from "../run/what-is-missing.ts"

/** What every view of a flow is given. */
export interface Scene
  extends Pick<Running, "state" | "snapshot" | "branding" | "run" | "steps" | "language"> {
  moves: Moves
  /** Fills the merge fields of a text that the merchant wrote. */
  text: (copy: string) => string
  missing: Missing | null
}

export interface StepProps<T extends Screen["stepType"]> {
  scene: Scene
  screen: ScreenOf<T>
}
