import type { Breakdown, Rate } from "@holdfast/protocol/dashboard"
import { type TSchema, Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { asOf, count, insightAnswer, instant, keptAndLost, rate, textOrNull } from "./parts.ts"

const chosen = {
  chosen: count("sessions that chose it"),
  displayed: count("sessions to which it was displayed"),
  share: rate("chosen ÷ displayed; null where it was displayed to nobody"),
}
const reason = Type.String({ description: "guid of the choice, or its text where it has none" })
const wording = Type.Object({
  text: Type.String(),
  versions: Type.Array(
    Type.Object({ blueprintId: Type.String(), name: Type.String(), publishedAt: instant("when") }),
  ),
})
const row = Type.Object({
  reason,
  name: Type.String({ description: "as it reads now, else as it was read last" }),
  ...chosen,
  shareBefore: rate("in the compared span; null unless it is asked for, or where it was displayed to nobody"),
  saveRate: rate("of the sessions that chose it: not cancelled ÷ all; null without any"),
  value: keptAndLost("monthly value of the sessions that chose it, a row a currency"),
  trend: Type.Array(Type.Object({ label: Type.String(), ...chosen }), {
    description: "every day, week or month of the span, the oldest first",
  }),
  wordings: Type.Array(wording, { description: "with the versions that had each, the newest first" }),
  texts: count("sessions with a feedback text, or with a follow-up in their own words"),
})
const breakdown = <Name extends string, Schema extends TSchema>(value: Record<Name, Schema>) =>
  Type.Array(
    Type.Object({
      ...value,
      sessions: count(),
      reasons: Type.Array(Type.Object({ reason, ...chosen })),
    }),
  )

/** Why customers say that they leave. */
export const reasons = insightAnswer({
  ...{ path: "reasons", operationId: "readReasons", summary: "Read the reasons" },
  description:
    "Why customers say that they leave. The share of each reason is of the sessions to which it was displayed.",
  schema: Type.Object({
    ...asOf,
    rows: Type.Array(row, { description: "the one chosen most often first" }),
    unanswered: count("saw the survey and chose nothing"),
    surveyed: count("saw the survey"),
    byPlan: breakdown({ planId: textOrNull("the ten plans with the most sessions") }),
    byAge: breakdown({ ageYears: Type.Unsafe<number | null>({ type: ["integer", "null"] }) }),
  }),
  async read(db, question) {
    const { asOf, reasons } = await readPanels(db, question, ["reasons"])
    const { rows, unanswered, byPlan, byAge } = reasons
    return {
      asOf,
      rows: rows.map(({ share, shareBefore, saveRate, trend, ...row }) => ({
        ...row,
        ...chosenOf(share),
        shareBefore: shareBefore?.rate ?? null,
        saveRate: saveRate.rate,
        trend: trend.map(({ label, share }) => ({ label, ...chosenOf(share) })),
      })),
      unanswered: unanswered.count,
      surveyed: unanswered.of,
      byPlan: byPlan.map((each) => ({ planId: each.value, ...breakdownOf(each) })),
      byAge: byAge.map((each) => ({ ageYears: ageOf(each.value), ...breakdownOf(each) })),
    }
  },
})

const chosenOf = ({ count: chosen, of: displayed, rate: share }: Rate) => ({ chosen, displayed, share })
const ageOf = (value: string | null) => (value === null ? null : Number(value))
const breakdownOf = ({ sessions, reasons }: Breakdown) => ({
  sessions,
  reasons: reasons.map(({ reason, share }) => ({ reason, ...chosenOf(share) })),
})
