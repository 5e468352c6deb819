import type { Change, ChangeGroup } from "@holdfast/protocol/dashboard"
import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { asOf, insightAnswer, orNull, others, savedOf, savedOfRate, textOrNull } from "./parts.ts"

const part = (description: string) => Type.Number({ description })
const parts = {
  mix: part("because others came, as a fraction"),
  behaviour: part("because the same decided otherwise, as a fraction"),
}
const rates = { now: Type.Object(savedOf), before: Type.Object(savedOf) }
const group = Type.Object({
  value: textOrNull("of the dimension; null is none"),
  name: Type.String(),
  ...rates,
  ...parts,
  others,
})
const change = Type.Object({
  ...rates,
  difference: orNull(
    Type.Object({ value: Type.Number(), low: Type.Number(), high: Type.Number() }),
    "of the save rates, with its 95 % interval by Newcombe; null where one has no session",
  ),
  by: textOrNull("the dimension that explains most"),
  ...parts,
  groups: Type.Array(group, { description: "by that dimension" }),
  isReversed: Type.Boolean({ description: "every group moved one way, and the total the other" }),
  explained: Type.Array(Type.Object({ by: Type.String(), ...parts }), {
    description: "all dimensions, the one that explains most first",
  }),
})

/** Why the save rate changed. */
export const changes = insightAnswer({
  ...{ path: "changes", operationId: "readChange", summary: "Read why the save rate changed" },
  description:
    "The change of the save rate from an earlier span: who came, and how they decided. `compare` is `previous` unless it is given.",
  comparesAlways: true,
  schema: Type.Object({ ...asOf, change: orNull(change, "null without a `startDate`") }),
  async read(db, question) {
    const { asOf, change } = await readPanels(db, question, ["change"])
    return {
      asOf,
      change: change && { ...change, ...ratesOf(change), groups: change.groups.map(groupOf) },
    }
  },
})

const ratesOf = ({ now, before }: Pick<Change, "now" | "before">) => ({
  now: savedOfRate(now),
  before: savedOfRate(before),
})
const groupOf = (group: ChangeGroup) => ({ ...group, ...ratesOf(group) })
