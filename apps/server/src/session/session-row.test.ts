import { applyReport, type SessionFacts } from "@holdfast/protocol"
import type { Selectable } from "kysely"
import { expect, onTestFinished, test } from "vitest"
import type { SessionRow } from "../db/schema.ts"
import { fieldColumns } from "./session-columns.ts"
import { factsOf, reportColumns } from "./session-row.ts"

const at = new Date("2026-11-01T12:00:00.000Z")
const columnsOf = (facts: SessionFacts) =>
  reportColumns(
    { state: applyReport(null, { facts, revision: 1 }), isSilent: true, lastReportAt: at },
    { createdAt: at, now: at, settledBefore: null },
  )

test("an empty text is none, in every column", () => {
  const offerType = "DISCOUNT"
  const empty = columnsOf({
    segmentId: "",
    blueprintId: "",
    abtest: "",
    surveyChoiceId: "",
    surveyChoiceValue: "",
    followupQuestion: "",
    followupResponse: "",
    feedback: "",
    customActionHandler: "",
    acceptedOffer: { offerType, couponId: "" },
    customer: { id: "", email: "", subscriptionId: "", planId: "", currency: "", billingInterval: "" },
  })
  expect(empty).toEqual(columnsOf({ acceptedOffer: { offerType }, customer: {} }))
})

test("a subscription's start without a zone is a time in UTC, wherever the server stands", () => {
  const zone = process.env.TZ
  onTestFinished(() => {
    if (zone === undefined) delete process.env.TZ
    else process.env.TZ = zone
  })
  process.env.TZ = "America/New_York"
  const { subscription_start } = columnsOf({ customer: { subscriptionStart: "2024-05-01T10:00:00" } })
  expect(subscription_start).toEqual(new Date("2024-05-01T10:00:00.000Z"))
})

test("a field that is a column stands there and not in the detail, and comes back as it was said", () => {
  const saidIn = ({ column }: (typeof fieldColumns)[number]) =>
    column === "on_trial" || column === "used_click_to_cancel"
      ? false
      : column === "plan_price" || column === "billing_interval_count" || column === "pause_duration"
        ? 0
        : column === "offer_type"
          ? "PAUSE"
          : column === "decision_state"
            ? "asked"
            : column === "billing_interval"
              ? "MONTH"
              : `the ${column}`
  const said = (object: string | null) =>
    Object.fromEntries(
      fieldColumns.filter((each) => each.object === object).map((each) => [each.field, saidIn(each)]),
    )
  const facts = { ...said(null), customer: said("customer"), acceptedOffer: said("acceptedOffer") }
  const columns = columnsOf(facts)
  expect(columns).toMatchObject(Object.fromEntries(fieldColumns.map((each) => [each.column, saidIn(each)])))
  const detail = JSON.parse(columns.detail)
  expect(detail).toEqual({ customer: {}, acceptedOffer: said("acceptedOffer") })
  const row = { ...columns, detail } as Selectable<SessionRow>
  expect(factsOf(row)).toEqual({ ...facts, canceled: false })
})
