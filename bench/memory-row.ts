import type { StreamFacets } from "@holdfast/protocol/dashboard"
import { type Asker, openAsker } from "./asker.ts"
import { queryOf, randomChoices } from "./choices.ts"
import type { Row } from "./row.ts"
import type { BenchServer } from "./server.ts"

const clients = 20
const roundsEach = 20
const limitMb = 250
const mb = (bytes: number) => Math.round(bytes / 2 ** 20)

/** The server's resident memory while twenty clients ask for everything at once: the most that was seen. */
export async function memoryRow(server: BenchServer, workspaceId: string, idle: number): Promise<Row> {
  let most = server.memory()
  const watch = setInterval(() => {
    most = Math.max(most, server.memory())
  }, 50)
  await Promise.all(Array.from({ length: clients }, (_, i) => askForEverything(server, workspaceId, i)))
  clearInterval(watch)
  return {
    what: `server memory while ${clients} clients ask for pages, searches, facets, counts and aggregations`,
    ours: `${mb(most)} MB (${mb(idle)} MB idle)`,
    floor: "–",
    ratio: "–",
    bound: `≤ ${limitMb} MB`,
    isMet: mb(most) <= limitMb,
  }
}

async function askForEverything(server: BenchServer, workspaceId: string, seed: number): Promise<void> {
  const ask: Asker = openAsker(server, workspaceId)
  const draw = randomChoices(await ask.stream<StreamFacets>("/facets", ""), seed)
  for (let round = 0; round < roundsEach; round++) {
    const choices = queryOf(draw())
    await ask.stream("", choices)
    await ask.stream("/count", choices)
    await ask.stream("/facets", choices)
    await ask.stream("", `search=${["a", "qz", "expensive", "cus_4k"][round % 4]}`)
    await ask.data("/session-aggregation?breakdown=planId-response")
    await ask.data("/sessions?limit=100")
  }
  ask.close()
}
