import { expect, test } from "vitest"
import { twoSidedZ } from "./normal.ts"
import { customersPerArm } from "./sample-size.ts"
import { type AbTestCounts, type ArmCounts, hindranceOf, verdictOf } from "./verdict-of.ts"

/**
 * Tests as people run them: customers come every day, the numbers are looked at every day, and the test is ended on the
 * first day on which they say something, or else at its planned end. The same days are looked at with a plain z-test, to
 * show what such looks do where nothing accounts for them.
 */
const confidence = 0.95
const seed = 20_261_129
const plans = [
  { baselineRate: 0.4, smallestEffect: 0.1, customersPerDay: 15 },
  { baselineRate: 0.15, smallestEffect: 0.06, customersPerDay: 40 },
]

interface Run {
  verdict: string
  hasNaiveAlarm: boolean
}

function runTest(plan: (typeof plans)[number], effect: number, random: () => number): Run {
  const terms = { customersPerArm: customersPerArm({ ...plan, confidence }) ?? 0, confidence }
  const counts = { control: emptyArm(), variant: emptyArm() }
  let early: string | null = null
  let hasNaiveAlarm = false
  while (counts.control.exposed + counts.variant.exposed < 2 * terms.customersPerArm) {
    for (let at = 0; at < plan.customersPerDay; at++) {
      const isVariant = random() < 0.5
      const arm = isVariant ? counts.variant : counts.control
      arm.exposed += 1
      arm.customers += 1
      if (random() < plan.baselineRate + (isVariant ? effect : 0)) arm.saved += 1
    }
    hasNaiveAlarm ||= isNaiveAlarm(counts)
    const { kind } = verdictOf(counts, terms, "early")
    if (saysSomething(kind)) early ??= kind
  }
  return { verdict: early ?? verdictOf(counts, terms, "planned").kind, hasNaiveAlarm }
}

const emptyArm = (): ArmCounts => ({ exposed: 0, customers: 0, saved: 0 })
const saysSomething = (kind: string) => kind === "variant_better" || kind === "variant_worse"

function isNaiveAlarm(counts: AbTestCounts): boolean {
  if (hindranceOf(counts)) return false
  const { control, variant } = counts
  const all = (control.saved + variant.saved) / (control.customers + variant.customers)
  const spread = Math.sqrt(all * (1 - all) * (1 / control.customers + 1 / variant.customers))
  const z = (variant.saved / variant.customers - control.saved / control.customers) / spread
  return Math.abs(z) > twoSidedZ(confidence)
}

function runTests(count: number, plan: (typeof plans)[number], effect: number) {
  const random = seededRandom(seed)
  return Array.from({ length: count }, () => runTest(plan, effect, random))
}

test.each(plans)(
  "2,000 A/A tests from $baselineRate, looked at daily: at most 5 of 100 are wrong",
  (plan) => {
    const runs = runTests(2000, plan, 0)
    const wrong = runs.filter(({ verdict }) => saysSomething(verdict)).length
    const naive = runs.filter(({ hasNaiveAlarm }) => hasNaiveAlarm).length
    expect(wrong).toBeLessThanOrEqual(100)
    // some are: a rule that never says anything would pass the line above
    expect(wrong).toBeGreaterThan(40)
    expect(naive).toBeGreaterThan(400)
  },
)

test.each(plans)("a true effect of $smallestEffect is found in at least 77 of 100 tests", (plan) => {
  const runs = runTests(1000, plan, plan.smallestEffect)
  expect(runs.filter(({ verdict }) => verdict === "variant_better").length).toBeGreaterThan(770)
  expect(runs.filter(({ verdict }) => verdict === "variant_worse").length).toBeLessThan(5)
})

/** Mulberry32, a generator of 32 bits with a seed (T. Ettinger). */
function seededRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
