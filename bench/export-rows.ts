import type { ExportChoice } from "@holdfast/protocol"
import { choice, makeExport, newest } from "./exporting.ts"
import type { Bench } from "./measure-fresh.ts"
import { memoryRow, mostMemory } from "./most-memory.ts"
import { pagesMeanwhile } from "./pages-meanwhile.ts"
import { copyOf, rawCopy } from "./raw-copy.ts"
import type { Limit, Row } from "./row.ts"
import type { BenchServer } from "./server.ts"
import { smallExportRows } from "./small-export-rows.ts"
import { largestSeeded } from "./world.ts"

/** Of a larger world no more is exported. */
const mostExported = 5_000_000
/** Each is measured so often, in turns, and its best counts: whatever else the machine does only slows it down. */
const rounds = 3

const limits = { plain: { least: 0.5 }, packed: { least: 0.3 }, memory: { most: 1.6 } }

/** Exports beside the bare `COPY` of the same select, and what they cost others. */
export async function exportRows(bench: Bench): Promise<Row[]> {
  const { server, ask, client, idle, sessions } = bench
  const isLarge = sessions > largestSeeded
  const from = isLarge ? await newest(client, ask.workspaceId, mostExported) : null
  const statement = await copyOf(bench, from)
  // the first reads what the disk has, for both
  const { rows } = await rawCopy(server, statement)
  const best = { plain: 0, raw: 0, packed: 0 }
  const most = await mostMemory(server, async () => {
    for (let round = 0; round < (isLarge ? 1 : rounds); round++) {
      best.plain = Math.max(best.plain, await exported(server, choice, from))
      const raw = await rawCopy(server, statement)
      best.raw = Math.max(best.raw, raw.rows / raw.wholeMs)
      best.packed = Math.max(best.packed, await exported(server, { ...choice, isCompressed: true }, from))
    }
  })
  const count = rows.toLocaleString("en-US")
  return [
    rateRow(`large export of ${count}, Machine CSV, to disk`, best.plain, best.raw, limits.plain),
    rateRow(`large export of ${count}, Machine CSV, gzip, to disk`, best.packed, best.raw, limits.packed),
    memoryRow("server memory during these exports", most, idle, limits.memory),
    ...(isLarge ? [] : [...(await smallExportRows(bench)), await pagesMeanwhile(bench)]),
  ]
}

/** @returns rows a millisecond, from the request to the file */
async function exported(server: BenchServer, of: ExportChoice, from: Date | null): Promise<number> {
  const started = performance.now()
  const { rowsDone } = await makeExport(server, of, server.keys.appId, from)
  return rowsDone / (performance.now() - started)
}

function rateRow(question: string, ours: number, raw: number, limit: Limit): Row {
  const words = (perMs: number) => `${Math.round(perMs * 1000).toLocaleString("en-US")} rows/s`
  return {
    question,
    ours: words(ours),
    floor: `${words(raw)}, bare COPY`,
    ratios: [{ of: "rate", times: ours / raw, limit }],
  }
}
