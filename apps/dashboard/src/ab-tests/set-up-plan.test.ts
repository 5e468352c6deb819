import { expect, test } from "vitest"
import {
  basisWords,
  daysToFill,
  lengthWords,
  readSetUp,
  type SetUpFields,
  shortfallWords,
} from "./set-up-plan.ts"

const fields: SetUpFields = {
  name: " Pause first ",
  baseline: "41.3",
  effect: "10",
  confidence: "95",
  enrolment: "49",
  tracking: "30",
}
const basis = { days: 90, customers: 412, saved: 170, customersPerWeek: 70 }

test("what is typed becomes a plan: percents and points as fractions", () => {
  expect(readSetUp(fields)).toMatchObject({
    plan: {
      name: "Pause first",
      metric: "save_rate",
      baselineRate: 0.413,
      smallestEffect: 0.1,
      confidence: 0.95,
      enrolmentDays: 49,
      trackingDays: 30,
    },
    faults: null,
  })
  expect(readSetUp({ ...fields, baseline: "41,3", effect: "0.5 " }).plan).toMatchObject({
    baselineRate: 0.413,
    smallestEffect: 0.005,
  })
})

test("the sample is known before the other fields are", () => {
  const reading = readSetUp({ ...fields, name: "", enrolment: "" })
  expect(reading.plan).toBeNull()
  expect(reading.perArm).toBe(readSetUp(fields).perArm)
  expect(reading.faults).toEqual({ name: "A test needs a name.", enrolment: "Between 7 and 120 whole days." })
})

test.each<[Partial<SetUpFields>, Partial<SetUpFields>]>([
  [{ baseline: "" }, { baseline: "Between 1 and 99 percent." }],
  [{ baseline: "100" }, { baseline: "Between 1 and 99 percent." }],
  [{ baseline: "1e1" }, { baseline: "Between 1 and 99 percent." }],
  [{ effect: "0.4" }, { effect: "Between 0.5 and 50 points." }],
  [{ confidence: "99.95" }, { confidence: "Between 50 and 99.9 percent." }],
  [{ enrolment: "6" }, { enrolment: "Between 7 and 120 whole days." }],
  [{ enrolment: "7.5" }, { enrolment: "Between 7 and 120 whole days." }],
  [{ tracking: "366" }, { tracking: "Between 1 and 365 whole days." }],
  [
    { baseline: "50", effect: "50" },
    { effect: "From this save rate nothing moves so far in either direction." },
  ],
])("%o is no plan, and its field says why", (change, faults) => {
  expect(readSetUp({ ...fields, ...change })).toMatchObject({ plan: null, faults })
})

test("the length is told in customers and weeks at today's pace", () => {
  expect(lengthWords(240, basis)).toBe(
    "About 240 customers an arm, 7 weeks at today's pace of 70 customers a week.",
  )
  expect(lengthWords(240, { ...basis, customersPerWeek: 0.4 })).toBe(
    "About 240 customers an arm, about 23 years at today's pace of less than one customer a week.",
  )
  expect(lengthWords(240, { ...basis, customersPerWeek: 0 })).toBe(
    "About 240 customers an arm. Nobody came in the last 90 days, so no pace is known.",
  )
  expect(lengthWords(240, undefined)).toBe("About 240 customers an arm.")
})

test("the days that are proposed bring the sample, within what a test takes", () => {
  expect(daysToFill(240, basis)).toBe(49)
  expect(daysToFill(5, basis)).toBe(7)
  expect(daysToFill(2400, basis)).toBe(120)
  expect(daysToFill(240, { ...basis, customersPerWeek: 0 })).toBeNull()
})

test("too few days say how many customers they bring", () => {
  expect(shortfallWords(240, 48, basis)).toBeNull()
  expect(shortfallWords(240, 30, basis)).toBe(
    "At today's pace 30 days bring about 150 customers an arm. With fewer than the plan asks for, only a larger difference shows.",
  )
})

test("where the rate of today comes from", () => {
  expect(basisWords(basis)).toBe("41.3% of the 412 customers of the last 90 days stayed.")
  expect(basisWords({ days: 0, customers: 0, saved: 0, customersPerWeek: 0 })).toBe(
    "No customer of this segment has decided in the last 90 days.",
  )
})
