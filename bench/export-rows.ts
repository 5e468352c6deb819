import { choice, makeExport, newest } from "./exporting.ts"
import { type Cost, costs } from "./measure.ts"
import type { Bench } from "./measure-fresh.ts"
import { memoryRow, mostMemory } from "./most-memory.ts"
import { pagesMeanwhile } from "./pages-meanwhile.ts"
import { copyOf, rawCopy } from "./raw-copy.ts"
import type { Limit, Row } from "./row.ts"
import { smallExportRows } from "./small-export-rows.ts"
import { largestSeeded } from "./world.ts"

/** Of a larger world no more is exported. */
const mostExported = 5_000_000
/** Each is measured so often, in turns. */
const rounds = 3

const limits = {
  plain: { processor: { most: 2 }, rate: { least: 0.4 } },
  packed: { processor: { most: 3 }, rate: { least: 0.25 } },
  memory: { most: 1.5 },
}

/** Exports beside the bare `COPY` of the same select, and what they cost others. */
export async function exportRows(bench: Bench): Promise<Row[]> {
  const { server, ask, client, clocks, idle, sessions } = bench
  const isLarge = sessions > largestSeeded
  const from = isLarge ? await newest(client, ask.workspaceId, mostExported) : null
  const statement = await copyOf(bench, from)
  // the first reads what the disk has, for both
  const { rows } = await rawCopy(server, statement)
  const byUs = [clocks.postgres, clocks.server]
  const [plain, packed, raw] = [costs(byUs), costs(byUs), costs([clocks.postgres, clocks.here])]
  const most = await mostMemory(server, async () => {
    for (let round = 0; round < (isLarge ? 1 : rounds); round++) {
      await plain.spend(() => makeExport(server, choice, server.keys.appId, from))
      await raw.spend(() => rawCopy(server, statement))
      await packed.spend(() => makeExport(server, { ...choice, isCompressed: true }, server.keys.appId, from))
    }
  })
  const floor = raw.all()
  const question = `large export of ${rows.toLocaleString("en-US")}, Machine CSV, beside its COPY`
  return [
    exportRow(`${question}, to disk`, rows, plain.all(), floor, limits.plain),
    exportRow(`${question}, gzip, to disk`, rows, packed.all(), floor, limits.packed),
    memoryRow("server memory during these exports", most, idle, limits.memory),
    ...(isLarge ? [] : [...(await smallExportRows(bench)), await pagesMeanwhile(bench)]),
  ]
}

/** By the middle of the rounds, from the request to the file. */
function exportRow(
  question: string,
  rows: number,
  ours: Cost,
  floor: Cost,
  { processor, rate }: { processor: Limit; rate: Limit },
): Row {
  const words = ({ p50Ms, processorUs }: Cost) =>
    `${Math.round((rows / p50Ms) * 1000).toLocaleString("en-US")} rows/s, ${(processorUs / rows).toFixed(1)} µs a row`
  return {
    question,
    ours: words(ours),
    floor: words(floor),
    ratios: [
      { of: "processor", times: ours.processorUs / floor.processorUs, limit: processor },
      { of: "rate", times: floor.p50Ms / ours.p50Ms, limit: rate },
    ],
  }
}
