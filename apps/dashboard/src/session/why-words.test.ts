import type { BounceReason, Neighbour } from "@holdfast/protocol"
import type { JudgedRule, OutcomeReason, SegmentReason } from "@holdfast/protocol/flow"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { bounceSentences } from "./bounce-words.ts"
import { outcomeSentences } from "./outcome-words.ts"
import { actualPhrase, rulePhrase, segmentSentence } from "./segment-words.ts"

beforeEach(() => vi.stubEnv("TZ", "UTC"))
afterEach(() => vi.unstubAllEnvs())

const at = "2026-11-23T09:05:00Z"
const pause = { offerType: "PAUSE", length: 2, interval: "MONTH", isMost: false } as const

test.for<[OutcomeReason, string]>([
  [
    { kind: "open", lastHeardAt: at },
    "The flow is still open; it was last heard from on 23 November 2026 at 09:05. After 30 minutes of silence without a decision it counts as abandoned.",
  ],
  [
    { kind: "canceled", at, withCancelNow: false, despite: null },
    "The subscription was cancelled in the flow on 23 November 2026 at 09:05.",
  ],
  [
    { kind: "canceled", at: null, withCancelNow: true, despite: pause },
    "The subscription was cancelled in the flow with the Cancel Now button. Cancelled although an offer was accepted (a pause of 2 months): a cancellation wins.",
  ],
  [
    { kind: "accepted", at, terms: pause },
    "The customer accepted a pause of 2 months on 23 November 2026 at 09:05.",
  ],
  [{ kind: "accepted", at: null, terms: null }, "The customer accepted an offer."],
  [{ kind: "closed", at }, "The customer closed the flow on 23 November 2026 at 09:05 without a decision."],
  [
    { kind: "silent", since: at },
    "Nothing was heard from the flow for 30 minutes after 23 November 2026 at 09:05, and no decision had been made.",
  ],
  [{ kind: "undecided" }, "The session ended without a decision."],
])("$0.kind", ([reason, said]) => {
  expect(outcomeSentences(reason).join(" ")).toBe(said)
})

test("a decision that nobody has answered is said to be asked", () => {
  const asked = "That is asked, and not confirmed: nobody has answered yet, neither the page nor the billing."
  const unless = "It counts as decided unless it is refused."
  const canceled = { kind: "canceled", at, withCancelNow: false, despite: null } as const
  expect(outcomeSentences(canceled, "asked").join(" ")).toBe(
    `The customer asked to cancel on 23 November 2026 at 09:05. ${asked} ${unless}`,
  )
  expect(outcomeSentences({ kind: "accepted", at: null, terms: pause }, "asked").join(" ")).toBe(
    `The customer asked for a pause of 2 months. ${asked} ${unless}`,
  )
})

test("of a customer who left after a refusal, the refusal is told as well", () => {
  expect(outcomeSentences({ kind: "closed", at: null }, "refused").join(" ")).toBe(
    "The customer closed the flow without a decision. What the customer had asked for before was refused.",
  )
})

describe("bounces", () => {
  const by: Neighbour = {
    id: "w",
    createdAt: "2026-11-23T09:10:00Z",
    outcome: { kind: "canceled" },
    outcomeLabel: "Cancelled",
    subscriptionId: null,
    bouncedBy: null,
  }
  const rule = "Bounced, so it is left out of every number."
  const said = (reason: BounceReason, isVerified = true) =>
    bounceSentences(reason, { createdAt: at, isVerified }).join(" ")

  test("name the winner, how far away it is, and which rule made it win", () => {
    expect(said({ kind: "bounced", by, because: "decision" })).toBe(
      `${rule} The same customer cancelled 5 min later, and only the most relevant session of 24 hours counts.`,
    )
    expect(said({ kind: "bounced", by, because: "later" })).toBe(
      `${rule} The same customer cancelled 5 min later, and of decisions within 24 hours only the last one counts.`,
    )
    const abandoned: Neighbour = {
      ...by,
      createdAt: at,
      outcome: { kind: "abandoned" },
      outcomeLabel: "Abandoned",
    }
    expect(said({ kind: "bounced", by: abandoned, because: "later" })).toBe(
      `${rule} The same customer left the flow again at the same moment, and of sessions without a decision within 24 hours only the last one counts.`,
    )
  })

  test("are not there for winners, those without neighbours, and those that wait", () => {
    expect(said({ kind: "winner", setAside: 1 })).toBe(
      "It counts. One other session of this customer does not: only the most relevant session of 24 hours counts.",
    )
    expect(said({ kind: "winner", setAside: 3 })).toContain("3 other sessions of this customer do not")
    expect(said({ kind: "alone" })).toMatch(/^It counts: there is no other settled session/)
    expect(said({ kind: "apart" })).toMatch(/^It counts: .* are about other subscriptions/)
    expect(said({ kind: "spared" })).toContain("a bounced session bounces no other")
    expect(said({ kind: "waits" })).toMatch(
      /^It is in progress, so it is left out of every number until it ends/,
    )
  })

  test("keep unverified sessions among themselves", () => {
    expect(said({ kind: "alone" }, false)).toContain("compared with other unverified sessions only")
    expect(said({ kind: "nobody" }, false)).toBe(
      "It counts. No customer id was sent, so there are no other sessions to compare it with.",
    )
  })
})

describe("segments", () => {
  const rule = (operand: JudgedRule["operand"], ...value: string[]): JudgedRule => ({
    attribute: "PRICE",
    operand,
    value,
    actual: 29,
    holds: true,
  })

  test.for([
    [rule("INCLUDES", "29"), "Price is 29"],
    [rule("INCLUDES", "29", "39"), "Price is one of 29, 39"],
    [rule("NOT_INCLUDES", "29"), "Price is not 29"],
    [rule("NOT_INCLUDES", "29", ""), "Price is none of 29, (empty)"],
    [rule("GTE", "20"), "Price is at least 20"],
    [rule("LTE", "30"), "Price is at most 30"],
    [rule("BETWEEN", "20", "30"), "Price is between 20 and 30"],
    [rule("NOT_BETWEEN", "20"), "Price is not between 20 and ?"],
    [{ ...rule("GTE", "3"), attribute: "teamSize" }, "teamSize is at least 3"],
    [rule("INCLUDES", ..."123456789"), "Price is one of 1, 2, 3, 4, 5, 6, 7, 8 and 1 more"],
  ] as const)("$1", ([given, phrase]) => {
    expect(rulePhrase(given)).toBe(phrase)
  })

  test("tell the customer's own value beside the rule", () => {
    expect(actualPhrase(rule("GTE", "20"))).toBe("here: 29")
    expect(actualPhrase({ ...rule("INCLUDES", "true"), actual: false })).toBe("here: no")
    expect(actualPhrase({ ...rule("INCLUDES", "a"), actual: null })).toBe("not recorded in this session")
  })

  test("are named, or unknown, or none", () => {
    const known: Extract<SegmentReason, { kind: "segment" }> = {
      kind: "segment",
      id: "s",
      name: "Teams",
      rules: [rule("GTE", "20")],
    }
    const changed = { ...rule("GTE", "40"), holds: false }
    expect([
      segmentSentence({ kind: "primary" }),
      segmentSentence(known),
      segmentSentence({ ...known, rules: [changed] }),
      segmentSentence({ ...known, rules: [] }),
      segmentSentence({ ...known, name: null, rules: [] }),
    ]).toEqual([
      "No segment matched: Primary Flow.",
      "The segment Teams matched: it was the first whose rules all held. These are its rules as they stand now.",
      "The segment Teams matched: it was the first whose rules all held. Its rules have changed since: as they stand now, not all of them hold.",
      "The segment Teams matched. It has no rules now.",
      "A segment that this workspace does not know (any more) decided the flow.",
    ])
  })
})
