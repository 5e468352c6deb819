import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { heldRate } from "./held.ts"
import { asOf, insightAnswer, orNull, others, savedOf, savedOfRate, textOrNull } from "./parts.ts"

const planId = textOrNull("null where it is not known, and for plans that are taken together")
const ageYears = Type.Unsafe<number | null>({
  type: ["integer", "null"],
  description: "full years subscribed; null where the start is not known",
})

/** The save rate by plan and age, and by when subscriptions began. */
export const cohorts = insightAnswer({
  ...{ path: "cohorts", operationId: "readCohorts", summary: "Read the cohorts" },
  description: "The save rate by plan and age, and by the month in which the subscription began.",
  schema: Type.Object({
    ...asOf,
    plans: Type.Array(Type.Object({ planId, name: Type.String(), others }), {
      description: "the largest first; those beyond twelve are taken together in the last one",
    }),
    cells: Type.Array(Type.Object({ planId, others, ageYears, ...savedOf })),
    starts: Type.Array(
      Type.Object({
        month: textOrNull("such as 2026-08; null where the start is not known"),
        ...savedOf,
        held: orNull(Type.Array(heldRate), "of those who did not cancel; null where all did"),
      }),
      { description: "of the last 24 months up to the end of the span those in which some began" },
    ),
  }),
  async read(db, question) {
    const { asOf, cohorts } = await readPanels(db, question, ["cohorts"])
    const { plans, cells, starts } = cohorts
    return {
      asOf,
      plans,
      cells: cells.map(({ ageYears, saveRate, ...cell }) => ({
        ...cell,
        ageYears: ageYears === null ? null : Number(ageYears),
        ...savedOfRate(saveRate),
      })),
      starts: starts.map(({ month, saveRate, held }) => ({ month, ...savedOfRate(saveRate), held })),
    }
  },
})
