import type { FlowOptions } from "../options.ts"
import type { LetterSender } from "../wire/letter-sender.ts"
import type { CurrentRun } from "./current-run.ts"
import type { Player } from "./player.ts"
import type { Reporter } from "./reporter.ts"

/** What belongs to one run: its state, the record of it, and what puts it on the screen. */
export interface FlowContext {
  run: CurrentRun
  options: FlowOptions
  letters: LetterSender
  reporter: Reporter
  player: Player
}
