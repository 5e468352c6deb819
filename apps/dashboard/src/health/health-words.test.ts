import { missingFacts } from "@holdfast/protocol"
import type { HealthProblem } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { clientWords, problemWords } from "./health-words.ts"

const problem = (said: Partial<HealthProblem>): HealthProblem => ({
  kind: "ignored",
  route: "POST /v1/flow/report",
  client: "",
  version: "",
  field: "",
  why: "",
  example: null,
  times: 1,
  firstDay: "2026-11-01",
  lastAt: "2026-11-01T12:00:00Z",
  ...said,
})

test.for([
  ["takes a number; as a text, only a whole one", /minor units/],
  ["takes at least 0", /minor units/],
  ["is no time that can be read; ISO 8601 is best", /ISO 8601/],
  ["is not between 2000 and tomorrow", /ISO 8601/],
  ["takes one of DAY, WEEK", /one of these words/],
  ["takes a code of ISO 4217, such as usd", /three letters/],
  ["has no unit that can be read", /unit beside it/],
  ["takes true or false", /true or false/],
  ["is longer than 500 characters, and cut", /shorter/],
  ["is beyond the 100 keys and 16 KB that are kept of such fields", /filter by/],
  ["has more than 200 entries; the first and the last 100 are kept", /filter by/],
  ["has a NUL character or half of a surrogate pair, which is replaced by U+FFFD", /Unicode/],
  ["has characters or numbers that cannot be kept, which are replaced", /Unicode/],
  ["takes an object", /JSON object/],
  ["takes a list", /JSON list/],
  ["takes a text", /a text/],
  ["is null", /empty entries/],
] as const)("a field that %s says what to do", ([why, advice]) => {
  const words = problemWords(problem({ field: "customer.planPrice", why }))
  expect(words.what).toBe(why)
  expect(words.advice).toMatch(advice)
})

test("a refusal says what happened and what to do, also one that nobody foresaw", () => {
  const refused = (why: string, field = "") => problemWords(problem({ kind: "refused", why, field }))
  expect(refused("token_stale").what).toBe("The flow token is too old.")
  expect(refused("made_up").what).toBe("The request was refused.")
  expect(refused("takes true or false", "canceled").advice).toBe(
    "This one is never guessed, so the whole report was refused. Send true or false, without quotation marks.",
  )
})

test("what the billing did not say has the mode and what to do, also for a reason that nobody foresaw", () => {
  const silent = (why: string) => problem({ kind: "without_billing", field: "live", why })
  for (const why of missingFacts) {
    expect(problemWords(silent(why)).what).toMatch(/(Stripe|stripe).*, in live mode\.$/)
    expect(clientWords(silent(why))).toBe("Stripe")
  }
  expect(problemWords(silent("refused-key"))).toEqual({
    what: "Stripe refused the key, in live mode.",
    advice:
      "It was revoked, or lacks Customers (Read) or Subscriptions (Read). Check it on the page Billing.",
  })
  expect(problemWords(silent("made_up")).what).toBe("Stripe said nothing, in live mode.")
})

test("a client is called what it calls itself, or by its way in", () => {
  expect(clientWords(problem({ client: "sdk-react", version: "0.4.1" }))).toBe("sdk-react 0.4.1")
  expect(clientWords(problem({ client: "sdk-react" }))).toBe("sdk-react")
  expect(clientWords(problem({}))).toBe("Holdfast widget")
  expect(clientWords(problem({ client: "holdfast-widget" }))).toBe("Holdfast widget")
  expect(clientWords(problem({ route: "POST /v1/api/sessions/sdk" }))).toBe("SDK of the public contract")
  expect(clientWords(problem({ route: "" }))).toBe("Any client")
})
