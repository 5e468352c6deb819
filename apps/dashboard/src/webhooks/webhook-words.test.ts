import type { WebhookEndpoint } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { Problem } from "../api/problem.ts"
import { faultAtField, healthWords, laidOut, standingWords, triesWords, tryWords } from "./webhook-words.ts"

const now = new Date(2026, 10, 23, 16, 30)
const at = (day: number, hour: number, minute: number) => new Date(2026, 10, day, hour, minute).toISOString()

const endpoint: WebhookEndpoint = {
  id: "01990000-0000-7000-8000-000000000001",
  url: "https://example.com/holdfast",
  description: "",
  modes: ["live"],
  events: ["session"],
  actions: [],
  state: "on",
  failingSince: null,
  offSince: null,
  lastDeliveredAt: null,
  deliveredIn7Days: 0,
  waiting: 0,
  oldSecretEndsAt: null,
  createdAt: at(1, 12, 0),
}

test.for<[Partial<WebhookEndpoint>, string, string]>([
  [{}, "new", "Nothing delivered yet"],
  [{ lastDeliveredAt: at(23, 16, 28) }, "good", "Working"],
  [{ failingSince: at(23, 14, 2), lastDeliveredAt: at(23, 14, 0) }, "bad", "Failing since 14:02"],
  [{ failingSince: at(21, 14, 2) }, "bad", "Failing since 21 Nov 2026, 14:02"],
  [{ state: "off", failingSince: at(21, 14, 2) }, "off", "Turned off"],
  [{ state: "off", offSince: at(23, 14, 2) }, "off", "Turned off 14:02"],
  [
    { state: "failed", failingSince: at(18, 9, 5), offSince: at(23, 9, 6) },
    "bad",
    "Switched off 09:06, after five days of failure since 18 Nov 2026, 09:05",
  ],
  [{ state: "failed" }, "bad", "Switched off, after five days of failure"],
])("an endpoint with %j is %s: %s", ([parts, health, words]) => {
  expect(healthWords({ ...endpoint, ...parts }, now)).toEqual({ health, words })
})

test("a delivery says how it stands, and how often it was tried", () => {
  expect(standingWords({ state: "waiting", tries: 0 })).toBe("On its way")
  expect(standingWords({ state: "waiting", tries: 2 })).toBe("Tried again")
  expect(standingWords({ state: "held", tries: 0 })).toBe("Held: the endpoint was off")
  expect([0, 1, 8].map(triesWords)).toEqual(["not sent yet", "1 try", "8 tries"])
})

test("a try says what came back, and how long that took", () => {
  expect(tryWords({ status: 200, durationMs: 35 })).toBe("answered 200 in 35 ms")
  expect(tryWords({ status: null, durationMs: 15_004 })).toBe("no answer in 15.0 s")
})

test("a body is laid out where it is JSON, and stays as it is where it is none", () => {
  expect(laidOut('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}')
  expect(laidOut("<html>")).toBe("<html>")
})

test("a refusal that names a field stands beside it, and any other for itself", () => {
  const refused = (message: string, status = 422) => new Problem({ status, code: "invalid", message })
  expect(faultAtField(refused("url takes https, so that nobody on the way reads along."))).toEqual({
    field: "url",
    words: "The address takes https, so that nobody on the way reads along.",
  })
  expect(faultAtField(refused("modes[0] takes live, test or sandbox."))).toEqual({
    field: "modes",
    words: "The list of modes takes live, test or sandbox.",
  })
  expect(faultAtField(refused("A workspace has 20 endpoints at most."))).toBeNull()
  expect(faultAtField(refused("constructor is unknown."))).toBeNull()
  expect(faultAtField(refused("url is away", 500))).toBeNull()
  expect(faultAtField(new Error("url is broken"))).toBeNull()
})
