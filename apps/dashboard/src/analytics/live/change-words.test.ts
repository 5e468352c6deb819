import type { StreamRow } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { blankRow } from "../../testing/blank-row.ts"
import { changeWords } from "./change-words.ts"

const row = (email: string | null, id: string | null = null): StreamRow => ({
  ...blankRow,
  customer: { id, email },
  outcome: { kind: "canceled" },
  outcomeLabel: "Cancelled",
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
