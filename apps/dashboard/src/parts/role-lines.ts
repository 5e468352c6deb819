import type { GivenRole } from "@holdfast/protocol/dashboard"

/** What each role is for, in one line. */
export const roleLines: Record<GivenRole, string> = {
  admin: "Everything, with people, exports and keys. Ownership is not theirs to hand over.",
  developer: "Flows, flow keys and webhooks. No people, no exports, no data keys.",
  member: "Flows. No people, no exports, no keys.",
  viewer: "Reads, and changes nothing.",
}
