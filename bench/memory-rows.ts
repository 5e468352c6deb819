import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { type Asker, openAsker } from "./asker.ts"
import { queryOf, randomChoices } from "./choices.ts"
import type { Bench } from "./measure-fresh.ts"
import { memoryRow, mostMemory } from "./most-memory.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

const clients = 20
const roundsEach = 10

/** The server's resident memory while twenty clients ask for everything at once, beside the same server at rest. */
export async function memoryRows({ server, ask, idle }: Bench): Promise<Row[]> {
  const most = await mostMemory(server, () =>
    Promise.all(Array.from({ length: clients }, (_, i) => askForEverything(server, ask.workspaceId, i))),
  )
  const question = `server memory while ${clients} clients ask for pages, searches, facets, counts, aggregations and Cancellation Analytics`
  return [memoryRow(question, most, idle, { most: 1.8 })]
}

async function askForEverything(server: BenchServer, workspaceId: string, seed: number): Promise<void> {
  const ask: Asker = openAsker(server, workspaceId)
  const draw = randomChoices(await ask.stream<StreamFacets>("/facets", ""), seed)
  const from = new Date(Date.now() - 731 * 24 * 3600 * 1000)
  const range = `from=${from.toISOString()}&to=${new Date().toISOString()}&compare=previous`
  for (let round = 0; round < roundsEach; round++) {
    const choices = queryOf(draw())
    await ask.stream("", choices)
    await ask.stream("/count", choices)
    await ask.stream("/facets", choices)
    await ask.stream("", `search=${["a", "qz", "expensive", "cus_4k"][round % 4]}`)
    await ask.data("/session-aggregation?breakdown=planId-response")
    await ask.data("/sessions?limit=100")
    await ask.insights(`${range}&${choices}`)
  }
  ask.close()
}
