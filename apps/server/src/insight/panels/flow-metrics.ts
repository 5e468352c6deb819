import { figuresOf, figuresTable } from "../figures.ts"
import { type FlowMetrics, flowMetricsOf } from "../flow-metrics.ts"
import { paidBeside } from "../held-beside.ts"
import { panel } from "../panel.ts"
import { outcomes } from "./outcomes.ts"

/** The headline and the outcomes, as programs that know the contract read them. */
export const flowMetrics = panel({
  tables: (unit) => ({ figures: figuresTable, ...outcomes.tables(unit) }),
  answer: async (now, _before, beside): Promise<FlowMetrics> =>
    flowMetricsOf(figuresOf(now.figures), await outcomes.answer(now, null, beside), await paidBeside(beside)),
})
