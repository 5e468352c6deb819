import type { PresentedFlow } from "../flow/flow-api.ts"
import type { CustomerSnapshot } from "../schema/session-facts.ts"
import type { RecordedLog } from "./join-chunks.ts"

/**
 * What a page and the player in its frame say to each other. The player may be of a build of years ago, so nothing here ever changes its
 * meaning: fields are added, and a page does without those that an old player does not know.
 */
export type PlayerMessage =
  | {
      kind: "load"
      log: Pick<RecordedLog, "head" | "moves">
      /** The blueprint of the run, made ready for its customer. */
      blueprint: PresentedFlow["blueprint"]
      /** What prices are worked out from. */
      customer: CustomerSnapshot | null
      /** The merchant's logo as `data:`, since a player fetches nothing. */
      brandImage?: string | null
    }
  /** @param at milliseconds since the run began */
  | { kind: "show"; at: number; hidesHand?: boolean }

export type PlayerAnswer =
  | { kind: "ready" }
  | { kind: "loaded"; durationMs: number }
  /** The size that the customer's frame had: the frame around the player is to have it too. */
  | { kind: "shown"; at: number; width: number; height: number; end: string | null; isLost: boolean }
  | { kind: "fault"; sentence: string }
