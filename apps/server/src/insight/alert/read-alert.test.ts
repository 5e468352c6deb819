import type { Figures } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { rateOf } from "../rate.ts"
import { readLevel, readMix } from "./read-alert.ts"

const figures = (saved: number, canceled: number): Figures => ({
  ...{ sessions: saved + canceled, saved, canceled, abandoned: 0, unpriced: 0, unverified: 0 },
  saveRate: rateOf(saved, saved + canceled),
  offerSaveRate: rateOf(saved, saved + canceled),
  value: [{ currency: "usd", kept: 0, lost: canceled * 2900 }],
})
const level = (
  figure: "saveRate" | "sessions" | "canceled" | "lost",
  direction: "above" | "below",
  at: number,
) => ({
  ...{ kind: "level" as const, figure, direction, level: at, currency: figure === "lost" ? "usd" : null },
})
const verdict = (now: Figures, watch: ReturnType<typeof level>, before: Figures | null = null) =>
  readLevel(now, before, watch, 30).verdict

test("a rate is beyond its level, not at it, and a small sample says nothing", () => {
  expect(verdict(figures(19, 31), level("saveRate", "below", 40))).toBe("beyond")
  expect(verdict(figures(20, 30), level("saveRate", "below", 40))).toBe("within")
  expect(verdict(figures(20, 30), level("saveRate", "above", 39))).toBe("beyond")
  expect(verdict(figures(1, 28), level("saveRate", "below", 40))).toBe("unknown")
  expect(verdict(figures(0, 0), level("saveRate", "below", 40))).toBe("unknown")
})

test("few sessions are told where there were many before: that is what the alert is for", () => {
  expect(verdict(figures(1, 1), level("sessions", "below", 10), figures(50, 50))).toBe("beyond")
  expect(verdict(figures(1, 1), level("sessions", "below", 10), figures(2, 2))).toBe("unknown")
})

test("lost money is of its own currency, in whole units of it", () => {
  expect(verdict(figures(0, 40), level("lost", "above", 1159))).toBe("beyond")
  expect(verdict(figures(0, 40), level("lost", "above", 1160))).toBe("within")
  expect(readLevel(figures(0, 40), null, level("lost", "above", 1), 30).says).toBe("Lost a month: $1,160.")
  const euros = { currency: "eur", kept: 0, lost: 900_000 }
  const mixed = { ...figures(0, 40), value: [euros, ...figures(0, 40).value] }
  expect(verdict(mixed, level("lost", "above", 1160))).toBe("within")
  expect(verdict({ ...mixed, value: [euros] }, level("lost", "above", 0))).toBe("within")
})

const share = (name: string, now: [number, number], before: [number, number]) => ({
  ...{ name, now: rateOf(...now), before: rateOf(...before), choices: [] },
})
const mix = { kind: "mix", of: "reason", points: 10 } as const

test("a share that shifted beyond chance and by enough points is told, though the total stands", () => {
  const reading = readMix([share("A", [60, 100], [30, 100]), share("B", [40, 100], [70, 100])], mix, 30)
  expect(reading).toMatchObject({
    verdict: "beyond",
    says: "Reason A: 30.0% before, 60.0% now, up 30.0 points.",
  })
})

test("a large shift of a few, a sure one of little, and one that chance may make are none", () => {
  expect(readMix([share("A", [20, 29], [5, 29])], mix, 30).verdict).toBe("unknown")
  expect(readMix([share("A", [60, 100], [1, 29])], mix, 30).verdict).toBe("unknown")
  expect(readMix([share("A", [5800, 10_000], [5000, 10_000])], mix, 30).verdict).toBe("within")
  expect(readMix([share("A", [18, 40], [12, 40])], mix, 30).verdict).toBe("within")
})

test("what one share alone would tell is chance where many are looked at", () => {
  const moved = share("A", [47, 100], [32, 100])
  const others = ["B", "C", "D"].map((name) => share(name, [18, 100], [22, 100]))
  expect(readMix([moved], mix, 30).verdict).toBe("beyond")
  expect(readMix([moved, ...others], mix, 30).verdict).toBe("within")
})
