import type { FlowOptions } from "../options.ts"
import type { Kept } from "../run/run-state.ts"
import type { PostOffice } from "../wire/post-office.ts"

/** What a run is started with. */
export interface FlowParts {
  /** Origin of the API. */
  api: string
  app: string
  options: FlowOptions
  /** What an earlier run of this page left. */
  kept: Kept | null
  office: PostOffice
  /** Why Holdfast is not asked, though the customer can still cancel by the page's own handler. */
  problem: string | null
  /** The run is over: what the next one takes up. */
  onOver: (kept: Kept | null) => void
}
