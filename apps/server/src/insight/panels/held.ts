import type { Held } from "@holdfast/protocol/dashboard"
import { heldCurve } from "../../billing/events/held-rate.ts"
import { leftOutsideFlow } from "../../billing/events/left-outside-flow.ts"
import { heldRates, paidBeside, savesBeside } from "../held-beside.ts"
import { panel } from "../panel.ts"
import { countOf } from "../rate.ts"

/** Who stayed after a save: how long, what they paid, and who left beside the flow. */
export const held = panel({
  tables: () => ({}),
  answer: async (_now, _before, beside): Promise<Held> => {
    const { moment, filter, asOf } = beside
    const { saves, missing } = await savesBeside(beside)
    const [from, to] = [filter.from ?? new Date(0), filter.to ?? asOf]
    return {
      saves: countOf(saves),
      followed: countOf(saves.filter(({ days }) => days >= 0)),
      rates: heldRates(saves),
      curve: heldCurve(saves, 90),
      missing,
      boosted:
        (await paidBeside(beside))?.map(({ currency, amountMinor, invoices }) => ({
          ...{ currency, minor: amountMinor, invoices },
        })) ?? null,
      leftOutside: missing ? null : (await leftOutsideFlow(moment, filter, from, to)).ended,
    }
  },
})
