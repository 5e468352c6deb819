import type { Moves } from "../flow/moves.ts"
import type { Running } from "../flow/running.ts"
import type { Screen, ScreenOf } from "../run/flow-screens.ts"
import type { Missing } from "../run/what-is-missing.ts"
import type { Language } from "../words/index.ts"

/** What every view of a flow is given. */
export interface Scene extends Pick<Running, "state" | "snapshot" | "brandImage" | "phase">, Language {
  moves: Moves
  missing: Missing | null
}

export interface StepProps<T extends Screen["stepType"]> {
  scene: Scene
  screen: ScreenOf<T>
}
