import { type Cost, costs } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { withBench } from "./measure-fresh.ts"
import { ms, type Row } from "./row.ts"
import { seedWorld, worldFolder } from "./world.ts"

const times = 20
const toWarmUp = 5
const dayMs = 24 * 3600 * 1000

/** The page over two years, beside the same page over a world of a tenth of the sessions: processor time may grow tenfold. */
export async function insightGrowthRow(bench: Bench): Promise<Row> {
  const tenth = Math.round(bench.sessions / 10)
  const folder = worldFolder(tenth)
  await seedWorld(folder, tenth)
  const small = await withBench(folder, tenth, pageCost)
  const large = await pageCost(bench)
  return {
    question: `processor time of Cancellation Analytics, two years, of ${count(bench.sessions)} sessions`,
    ours: `${ms(large.processorUs / 1000)} ms`,
    floor: `${ms(small.processorUs / 1000)} ms, of ${count(tenth)}`,
    ratios: [{ of: "processor", times: large.processorUs / small.processorUs, limit: { most: 10 } }],
  }
}

async function pageCost({ ask, clocks }: Bench): Promise<Cost> {
  const to = new Date()
  const from = new Date(to.getTime() - 731 * dayMs)
  const query = `from=${from.toISOString()}&to=${to.toISOString()}&compare=previous`
  const spent = costs([clocks.postgres, clocks.server])
  for (let i = 0; i < toWarmUp; i++) await ask.insights(query)
  for (let i = 0; i < times; i++) await spent.spend(() => ask.insights(query))
  return spent.all()
}

const count = (sessions: number) => sessions.toLocaleString("en-US")
