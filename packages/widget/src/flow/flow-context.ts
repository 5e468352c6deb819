import type { FlowOptions } from "../options.ts"
import type { PostOffice } from "../wire/post-office.ts"
import type { CurrentRun } from "./current-run.ts"
import type { Player } from "./player.ts"
import type { Reporter } from "./reporter.ts"

/** What belongs to one run: its state, the record of it, and what puts it on the screen. */
export interface FlowContext {
  run: CurrentRun
  options: FlowOptions
  office: PostOffice
  reporter: Reporter
  player: Player
}
