import { applyReport, type SessionFacts } from "@holdfast/protocol"
import { expect, onTestFinished, test } from "vitest"
import { reportColumns } from "./session-row.ts"

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
