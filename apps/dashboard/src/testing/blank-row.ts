import type { StreamRow } from "@holdfast/protocol/dashboard"

/** A row of which nothing is known yet, for tests to change. */
export const blankRow: StreamRow = {
  id: "",
  mode: "live",
  createdAt: "2026-11-23T12:00:00Z",
  customer: { id: null, email: null },
  flow: { name: "Primary Flow", segmentId: null, blueprintId: null },
  outcome: { kind: "open" },
  outcomeLabel: "In progress",
  isAsked: false,
  price: null,
  billing: null,
  onTrial: false,
  surveyChoice: null,
  followUp: null,
  feedback: null,
  bouncedBy: null,
  subscribedSince: null,
  language: null,
  isVerified: true,
  overrides: [],
  clickToCancel: null,
  recording: { url: null, reason: "none" },
}
