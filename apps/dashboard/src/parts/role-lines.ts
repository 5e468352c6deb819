import type { GivenRole } from "@holdfast/protocol/dashboard"

/** What each role is for, in one line. */
export const roleLines: Record<GivenRole, string> = {
  admin: "Everything, with people, exports and keys. Cannot hand over ownership.",
  developer: "Flows, flow keys and webhooks. No people, no exports, no data keys.",
  member: "Flows. No people, no exports, no keys.",
  viewer: "Can read, but change nothing.",
}
