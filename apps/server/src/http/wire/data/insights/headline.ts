import type { Figures } from "@holdfast/protocol/dashboard"
import { type Static, Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { asOf, count, goals, goalsOf, insightAnswer, keptAndLost, orNull, rate } from "./parts.ts"

const figures = Type.Object({
  sessions: count("valid sessions: settled and not bounced"),
  saved: count("took an offer"),
  canceled: count(),
  abandoned: count("left without a decision; they count as saved in `saveRate`"),
  saveRate: rate("not cancelled ÷ sessions; null without any"),
  offerSaveRate: rate("took an offer ÷ took an offer or cancelled; null without either"),
  value: keptAndLost("monthly value of the sessions with a price: kept and lost, a row a currency"),
  unpriced: count("sessions without a price, which are in no value"),
  unverified: count("sessions of customers whom nobody vouched for"),
})

/** Sessions, save rates and monthly value. */
export const headline = insightAnswer({
  ...{ path: "headline", operationId: "readHeadline", summary: "Read the headline" },
  description: "Sessions, save rates and monthly value.",
  schema: Type.Object({
    ...asOf,
    ...figures.properties,
    bounced: count("set aside by another session within 24 hours, and in no figure"),
    open: count("not decided yet, and in no figure"),
    goals,
    before: orNull(figures, "the same of the compared span; null unless it is asked for"),
  }),
  async read(db, question) {
    const { asOf, summary, goals } = await readPanels(db, question, ["summary", "goals"])
    const { now, before, outside } = summary.headline
    return {
      ...{ asOf, ...figuresOf(now), ...outside, goals: goalsOf(goals.list) },
      before: before && figuresOf(before),
    }
  },
})

const figuresOf = ({ saveRate, offerSaveRate, ...counts }: Figures): Static<typeof figures> => ({
  ...counts,
  saveRate: saveRate.rate,
  offerSaveRate: offerSaveRate.rate,
})
