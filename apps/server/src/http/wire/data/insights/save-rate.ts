import { offerTypes } from "@holdfast/protocol"
import { markKinds, type TimePoint } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { asOf, count, goals, goalsOf, insightAnswer, instant, orNull, savedOf, savedOfRate } from "./parts.ts"

const point = Type.Object({
  label: Type.String({
    description: "such as 2026-08-31, 2026-W36 or 2026-08, in the workspace's time zone",
  }),
  from: instant("the first instant"),
  to: instant("the one after the last"),
  canceled: count(),
  abandoned: count(),
  saved: Type.Partial(Type.Object(Object.fromEntries(offerTypes.map((type) => [type, count()]))), {
    description: "sessions that took an offer, by its kind; a kind that did not occur is left out",
  }),
  ...savedOf,
})

const mark = Type.Object({
  at: instant("when"),
  kind: Type.Enum([...markKinds]),
  text: Type.String({ description: "what happened, in a sentence, or what was noted" }),
})

/** The save rate by day, week or month. */
export const saveRate = insightAnswer({
  ...{ path: "save-rate", operationId: "readSaveRate", summary: "Read the save rate over time" },
  description: "A point a day, week or month.",
  schema: Type.Object({
    ...asOf,
    unit: Type.Enum(["day", "week", "month"], { description: "as the length of the span has it" }),
    points: Type.Array(point, { description: "every day, week or month of the span, the oldest first" }),
    before: orNull(Type.Array(point), "those of the compared span; null unless it is asked for"),
    goals,
    marks: Type.Array(mark, {
      description: "what happened meanwhile, and what people and programs noted, the oldest first",
    }),
  }),
  async read(db, question) {
    const { asOf, overTime, goals } = await readPanels(db, question, ["overTime", "goals"])
    const { unit, points, before, marks } = overTime
    return {
      ...{ asOf, unit, points: points.map(pointOf), before: before?.map(pointOf) ?? null },
      goals: goalsOf(goals.list.filter(({ figure }) => figure === "saveRate")),
      marks: marks.map(({ at, kind, text }) => ({ at, kind, text })),
    }
  },
})

const pointOf = ({ span, saveRate, ...point }: TimePoint) => ({
  ...point,
  from: span.from ?? "",
  to: span.to ?? "",
  ...savedOfRate(saveRate),
})
