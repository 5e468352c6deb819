import { offerTypes } from "@holdfast/protocol"
import { Type } from "typebox"
import { readPanels } from "../../../../insight/read-insights.ts"
import { amounts, asOf, count, insightAnswer, rate, textOrNull } from "./parts.ts"

const version = Type.Object({
  blueprintId: textOrNull("null for sessions that name no version"),
  name: Type.String(),
  shown: count(),
  accepted: count(),
})
const row = Type.Object({
  offerType: Type.Enum([...offerTypes]),
  guid: textOrNull("of the offer; null for the row of the whole kind"),
  name: Type.String(),
  shown: count("sessions to which it was shown: accepted, declined and ignored together"),
  accepted: count(),
  declined: count(),
  ignored: count("shown, and neither accepted nor declined"),
  acceptance: rate("accepted ÷ shown; null where it was shown to nobody"),
  acceptanceBefore: rate(
    "in the compared span; null unless it is asked for, or where it was shown to nobody",
  ),
  kept: amounts("monthly value of the sessions that accepted it and did not cancel"),
  discountGiven: Type.Optional(
    Type.Array(Type.Object({ currency: Type.String(), minor: Type.Integer() }), {
      description:
        "of discounts: what was taken off the invoices really paid after they were accepted, in minor units; absent where no billing tells",
    }),
  ),
  followed: Type.Optional(
    count(
      "sessions that accepted it, did not cancel, and of which anything is known afterwards; absent where no billing tells",
    ),
  ),
  endedLater: Type.Optional(
    count("those of them whose subscription ended later; absent where no billing tells"),
  ),
  versions: Type.Array(version, {
    description: "by the version of the flow that showed it, the newest first",
  }),
})

/** What became of the offers. */
export const offers = insightAnswer({
  ...{ path: "offers", operationId: "readOffers", summary: "Read the offers" },
  description:
    "What became of the offers: a row a kind, and after it a row for each offer of the kind. A session that was shown two offers of a kind is in the row of the kind once.",
  schema: Type.Object({ ...asOf, rows: Type.Array(row) }),
  async read(db, question) {
    const { asOf, offers } = await readPanels(db, question, ["offers"])
    return {
      asOf,
      rows: offers.map(({ acceptance, acceptanceBefore, discountGiven, endedLater, ...row }) => ({
        ...row,
        ...(discountGiven && { discountGiven }),
        ...(endedLater && { followed: endedLater.of, endedLater: endedLater.count }),
        acceptance: acceptance.rate,
        acceptanceBefore: acceptanceBefore?.rate ?? null,
      })),
    }
  },
})
