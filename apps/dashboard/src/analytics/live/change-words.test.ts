import type { StreamRow } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { changeWords } from "./change-words.ts"

const row = (email: string | null, id: string | null = null): StreamRow => ({
  id: "s1",
  mode: "live",
  createdAt: "2026-11-23T12:00:00Z",
  customer: { id, email },
  flow: { name: "Primary Flow", segmentId: null, blueprintId: null },
  outcome: { kind: "canceled" },
  outcomeLabel: "Cancelled",
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
})

test("up to three sessions are named with how they ended, more are counted", () => {
  expect([
    changeWords([]),
    changeWords([row("ada@example.com"), row(null, "cus_1"), row(null)]),
    changeWords(Array.from({ length: 4 }, () => row("ada@example.com"))),
  ]).toEqual([
    "",
    "ada@example.com, Cancelled; cus_1, Cancelled; Unknown customer, Cancelled",
    "4 sessions changed",
  ])
})
