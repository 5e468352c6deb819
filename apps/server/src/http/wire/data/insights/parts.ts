import { goalFigures, type Rate, type StandingGoal } from "@holdfast/protocol/dashboard"
import { type Static, type TObject, type TSchema, Type } from "typebox"
import type { Db } from "../../../../db/database.ts"
import type { InsightQuestion } from "../../../../insight/read-insights.ts"

/** One route of figures: the panel of the page that it answers, and how a program reads it. */
export interface InsightAnswer<Schema extends TObject = TObject> {
  /** Below `/v1/data/insights/`. */
  path: string
  operationId: string
  summary: string
  description: string
  schema: Schema
  read(db: Db, question: InsightQuestion): Promise<Static<Schema>>
  /** It says something only of two spans: the one before is taken unless another is asked for. */
  comparesAlways?: true
}

/** Says which types belong together. */
export const insightAnswer = <Schema extends TObject>(answer: InsightAnswer<Schema>): InsightAnswer<Schema> =>
  answer

export const count = (description?: string) =>
  Type.Integer({ minimum: 0, ...(description && { description }) })
export const rate = (description: string) =>
  Type.Unsafe<number | null>({ type: ["number", "null"], minimum: 0, maximum: 1, description })
export const textOrNull = (description: string) =>
  Type.Unsafe<string | null>({ type: ["string", "null"], description })
export const orNull = <T extends TSchema>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description })
export const instant = (description: string) => Type.String({ format: "date-time", description })

export const asOf = { asOf: instant("the moment that every figure of the answer is of") }

const minor = Type.Integer({ description: "by the month, in minor units of the currency" })
export const amounts = (description: string) =>
  Type.Array(Type.Object({ currency: Type.String(), minor }), { description })
export const keptAndLost = (description: string) =>
  Type.Array(Type.Object({ currency: Type.String(), kept: minor, lost: minor }), { description })

export const goals = Type.Array(
  Type.Object({
    figure: Type.Enum([...goalFigures], {
      description: "kept and lost are monthly value; held30 is the rate after 30 days, of `/held`",
    }),
    currency: textOrNull("of kept and lost; null of all others"),
    level: Type.Number({
      description:
        "percent of a rate; of all others what 30 days are to bring: sessions, or whole units of the currency",
    }),
    since: Type.String({ format: "date", description: "a day of the workspace's time zone" }),
    target: Type.Unsafe<number | null>({
      type: ["number", "null"],
      description:
        "what the figure is to be in this span: a fraction, sessions, or minor units; null where the goal begins later, and of a number or an amount without a `startDate`",
    }),
  }),
  {
    description:
      "goals that people set for all live sessions, or for the shared view with the same filters; none for other filters",
  },
)
export const goalsOf = (list: readonly StandingGoal[]) => list.map(({ id: _, viewId: __, ...goal }) => goal)

export const others = Type.Optional(count("so many values are taken together here; the value is null then"))

/** A save rate with the sessions that it is of. */
export const savedOf = {
  sessions: count("valid sessions"),
  saveRate: rate("not cancelled ÷ sessions; null without any"),
}
export const savedOfRate = ({ of, rate: saveRate }: Rate) => ({ sessions: of, saveRate })
