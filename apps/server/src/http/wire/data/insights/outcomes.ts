import { offerTypes } from "@holdfast/protocol"
import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { amounts, asOf, count, insightAnswer, rate } from "./parts.ts"

const outcome = Type.Object({
  outcome: Type.Enum(["abandoned", "saved", "canceled"]),
  saveType: Type.Unsafe<string | null>({
    enum: [...offerTypes, "ABANDON", null],
    description: "null for a cancellation",
  }),
  sessions: count(),
  share: rate("of the valid sessions"),
  shareBefore: rate("in the compared span; null unless it is asked for, or without any session"),
  value: amounts("monthly value that was kept, or lost by a cancellation"),
  unpriced: count("sessions without a price, which are in no value"),
})

/** How the sessions ended. */
export const outcomes = insightAnswer({
  ...{ path: "outcomes", operationId: "readOutcomes", summary: "Read the outcomes" },
  description: "How the sessions ended, with their monthly value.",
  schema: Type.Object({
    ...asOf,
    outcomes: Type.Array(outcome, { description: "each way to end that occurred" }),
  }),
  async read(db, question) {
    const { asOf, outcomes } = await readPanels(db, question, ["outcomes"])
    return {
      asOf,
      outcomes: outcomes.map(({ outcome, saveType, share, before, value, unpriced }) => ({
        ...{ outcome, saveType, sessions: share.count, share: share.rate },
        ...{ shareBefore: before?.rate ?? null, value, unpriced },
      })),
    }
  },
})
