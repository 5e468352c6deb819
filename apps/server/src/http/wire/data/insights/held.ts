import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { asOf, count, insightAnswer, rate } from "./parts.ts"

export const heldRate = Type.Object({
  days: Type.Unsafe<30 | 60 | 90>({ type: "integer", enum: [30, 60, 90] }),
  rate: rate(
    "still subscribed so many days after, by Kaplan and Meier; null where none was followed for so long",
  ),
  low: rate("where its 95 % interval begins"),
  high: rate("where its 95 % interval ends"),
  atRisk: count("followed for so long, and not ended before"),
  tooYoung: count("not ended, and not followed for so long"),
})
const day = Type.Object({
  day: Type.Integer({ minimum: 0, maximum: 90 }),
  ...{ rate: Type.Number(), low: Type.Number(), high: Type.Number() },
  ...{ atRisk: count(), ended: count() },
})
const paid = Type.Object({
  currency: Type.String(),
  minor: Type.Integer({ description: "in minor units of the currency" }),
  invoices: count(),
})

/** Who stayed after a save. */
export const held = insightAnswer({
  ...{ path: "held", operationId: "readHeld", summary: "Read who is held" },
  description: "Who stayed after a save, what they paid, and who left outside the flow.",
  schema: Type.Object({
    ...asOf,
    saves: count("sessions that did not end in a cancellation"),
    followed: count("of how many anything is known afterwards"),
    rates: Type.Array(heldRate),
    curve: Type.Array(day, { description: "by day, from 0 to 90" }),
    billing: Type.Boolean({
      description: "a billing tells how subscriptions stand; else an end is a later cancelled session alone",
    }),
    boostedRevenue: Type.Optional(
      Type.Array(paid, {
        description:
          "invoices really paid after an offer was taken, a row a currency; absent without a billing",
      }),
    ),
    leftOutside: Type.Optional(
      count(
        "subscriptions of the workspace that ended outside the flow in the span, whatever the filter; absent without a billing",
      ),
    ),
  }),
  async read(db, question) {
    const { asOf, held } = await readPanels(db, question, ["held"])
    const { missing, boosted, leftOutside, ...figures } = held
    return {
      ...{ asOf, ...figures, billing: missing === null },
      ...(boosted && { boostedRevenue: boosted }),
      ...(leftOutside !== null && { leftOutside }),
    }
  },
})
