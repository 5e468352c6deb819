import { sql } from "kysely"
import { isBillingTold } from "../../billing/events/is-billing-told.ts"
import { paidAfterSaves } from "../../billing/events/paid-after-saves.ts"
import { figuresOf, figuresTable } from "../figures.ts"
import { type FlowMetrics, flowMetricsOf } from "../flow-metrics.ts"
import { panel } from "../panel.ts"
import { outcomes } from "./outcomes.ts"

/** The headline and the outcomes, as programs that know the contract read them. */
export const flowMetrics = panel({
  tables: (unit) => ({ figures: figuresTable, ...outcomes.tables(unit) }),
  answer: async (now, _before, beside): Promise<FlowMetrics> => {
    const { moment, valid } = beside
    const { rows } = await sql<{ isTold: boolean }>`select ${isBillingTold(valid)} as "isTold"`.execute(
      moment,
    )
    const paid = rows[0]?.isTold ? await paidAfterSaves(moment, valid) : null
    return flowMetricsOf(figuresOf(now.figures), await outcomes.answer(now, null, beside), paid)
  },
})
