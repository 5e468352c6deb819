import type { Blueprint } from "../flow/blueprint.ts"
import type { RecordedRun } from "../recording/recorded-run.ts"
import type { CustomerSnapshot } from "../schema/session-facts.ts"

/** Customers are told that they are recorded where their region asks for it, as far as it is known; everywhere; or nowhere. */
export const recordingNotices = ["where-asked", "always", "never"] as const
export type RecordingNotice = (typeof recordingNotices)[number]

/** `GET /api/workspaces/:appId/sessions/:id/recording`: a run for whoever watches it. */
export interface WatchedRun extends RecordedRun {
  picture: RunPicture
}

/**
 * What a player draws a run with; without it, why there is nothing to see. `unrecorded`: nothing came of a log. `headless`: its first piece is missing.
 * `version`: the version that was shown is gone. `player`: the scripts of that time are not kept.
 */
export type RunPicture =
  | {
      kind: "drawn"
      /** Path of the document that plays it: the player of the build that drew the run. */
      player: string
      /** The version that was shown, in the run's language and order. Merge fields that had a value stand by their names. */
      blueprint: Blueprint
      /** What prices are worked out from; null where nothing of it is known. */
      customer: PricedCustomer | null
      /** The logo as `data:`; null where there is none, or nobody can get it now. */
      brandImage: string | null
    }
  | { kind: "none"; why: "unrecorded" | "headless" | "version" | "player" }

/** What a flow works out prices and days from. */
export const pricedFields = [
  "planPrice",
  "currency",
  "billingInterval",
  "billingIntervalCount",
  "itemQuantity",
  "trialEnd",
] as const satisfies readonly (keyof CustomerSnapshot)[]
export type PricedCustomer = Pick<CustomerSnapshot, (typeof pricedFields)[number]>

/** What a workspace says of recordings: `GET` and `PATCH /api/workspaces/:appId/recordings/settings`. */
export interface RecordingSettings {
  /** Whether runs are recorded. */
  isOn: boolean
  /** A recording is deleted so many hours after its run began; null keeps it for ever. */
  keepHours: number | null
  /** Where the flow says on each step that it is recorded. */
  notice: RecordingNotice
  /** Whether people of these roles may watch, which an owner says; those above may in any case. */
  membersWatch: boolean
  viewersWatch: boolean
}

/**
 * `GET /api/workspaces/:appId/recordings/count`, with the query of the stream: how many recordings its sessions have.
 * `POST /api/workspaces/:appId/recordings/delete`, with the same query and this answer as its body, deletes those that were there
 * at that moment, and answers how many.
 */
export interface RecordingsCount {
  count: number
  /** When it was counted: sessions that began later are not among them. ISO 8601. */
  upTo: string
}
