import { parseArgs } from "node:util"
import { aggregateRows } from "./aggregate-rows.ts"
import { choiceRows } from "./choice-rows.ts"
import { countRows } from "./count-rows.ts"
import { exportRows } from "./export-rows.ts"
import { type Measure, type Measured, measureFresh } from "./measure-fresh.ts"
import { memoryRow } from "./memory-row.ts"
import { pageRows } from "./page-rows.ts"
import { writeReport } from "./report-file.ts"
import { type Row, report } from "./row.ts"
import { searchRows } from "./search-rows.ts"
import { largestSeeded, seedWorld, worldFolder } from "./world.ts"
import { writeRows } from "./write-rows.ts"

/**
 * `npm run bench [-- --sessions 10000000]`: seeds a data folder once, starts the server on it as users do, measures,
 * prints one table, writes it to docs/benchmarks.md, and exits with 1 when a bound is broken. `--only exports` measures
 * these alone, of any number of sessions, and writes nothing.
 */
const { values } = parseArgs({
  options: { sessions: { type: "string", default: "1000000" }, only: { type: "string" } },
})
if (values.only !== undefined && values.only !== "exports") {
  throw new Error(`--only takes exports, not ${values.only}`)
}
const sessions = Number(values.sessions)
/** Ten times the sessions may cost half as much again for pages and searches, and ten times for counts. */
const isLarge = sessions > largestSeeded
const share = isLarge ? 0.2 : 1
const scale = {
  pages: { times: isLarge ? 1.5 : 1, share },
  counts: { times: isLarge ? 10 : 1, share },
}

const folder = worldFolder(sessions)
// seeded by one start and measured by the next: the server is as it is after a start, not after a night of seeding
const world = await seedWorld(folder, sessions)
const seedRow: Row = {
  what: isLarge
    ? "simulating and loading, then building the indexes and facet blocks"
    : "`holdfast seed`: simulating, loading and making facet blocks",
  ours: `${Math.round(world.seedSeconds)} s, ${Math.round(sessions / world.seedSeconds).toLocaleString("en-US")} a second`,
  floor: "–",
  ratio: "–",
  bound: "–",
  isMet: true,
}

const readsAndWrites: Measure[] = [
  async () => [seedRow],
  ({ ask, client }) => pageRows(ask, client),
  ({ ask, client }) => choiceRows(ask, client, scale.pages),
  ({ ask, client }) => searchRows(ask, client, scale.pages),
  ({ ask, client }) => countRows(ask, client, scale.counts),
  ({ ask, client }) => aggregateRows(ask, client, scale.counts),
  async ({ server, ask, idle }) => [await memoryRow(server, ask.workspaceId, idle)],
  async ({ server, ask, client }) => {
    const rows = await writeRows(server)
    // the next run finds the same world: no page walks past what was deleted
    await client.query("delete from session where workspace_id = $1 and source <> 'demo'", [ask.workspaceId])
    await client.query("vacuum session")
    return rows
  },
]
const exports: Measure[] = [
  ({ server, ask, client, idle }) => exportRows(server, ask, client, { idle, isLarge }),
]

const measured: Measured[] = []
// what exports add to a server at rest is not seen in one that has just served a crowd
for (const measures of values.only ? [exports] : [readsAndWrites, exports]) {
  measured.push(await measureFresh(folder, measures))
}
const rows = measured.flatMap((some) => some.rows)
const section = report(rows, sessions, measured[0]?.postgres ?? "")
process.stdout.write(`\n${section}`)
if (!values.only) writeReport(section)
process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1
