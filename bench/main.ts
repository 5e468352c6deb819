import { inspect } from "node:util"
import { aggregateRows } from "./aggregate-rows.ts"
import { choiceRows } from "./choice-rows.ts"
import { countRows } from "./count-rows.ts"
import { exportRows } from "./export-rows.ts"
import { type Measure, type Measured, measureFresh } from "./measure-fresh.ts"
import { memoryRow } from "./memory-row.ts"
import { pageRows } from "./page-rows.ts"
import { BadArgument, type BenchArguments, readArguments } from "./read-arguments.ts"
import { writeReport } from "./report-file.ts"
import { type Row, report } from "./row.ts"
import { searchRows } from "./search-rows.ts"
import { largestSeeded, seedWorld, type World, worldFolder } from "./world.ts"
import { writeRows } from "./write-rows.ts"

/**
 * `npm run bench [-- --sessions 10000000]`: seeds a data folder once, starts the server on it as users do, measures,
 * prints one table, writes it to docs/benchmarks.md, and exits with 1 when a bound is broken. `--only writes` measures one
 * group and writes nothing.
 */
async function main({ sessions, only }: BenchArguments<GroupName>): Promise<void> {
  const folder = worldFolder(sessions)
  // seeded by one start and measured by the next: the server is as it is after a start, not after a night of seeding
  const world = await seedWorld(folder, sessions)
  const groups = groupsAt(sessions)
  const measured: Measured[] = []
  // what exports add to a server at rest is not seen in one that has just served a crowd
  for (const some of only ? [[only]] : [names.filter((name) => name !== "exports"), ["exports" as const]]) {
    measured.push(
      await measureFresh(
        folder,
        some.map((name) => groups[name]),
      ),
    )
  }
  const rows = measured.flatMap((some) => some.rows)
  const section = report(only ? rows : [seedRow(world), ...rows], sessions, measured[0]?.postgres ?? "")
  process.stdout.write(`\n${section}`)
  if (!only) writeReport(section)
  process.exitCode = rows.every(({ isMet }) => isMet) ? 0 : 1
}

const names = [
  "pages",
  "facet-pages",
  "searches",
  "counts",
  "aggregations",
  "memory",
  "writes",
  "exports",
] as const
type GroupName = (typeof names)[number]

/** Ten times the sessions may cost half as much again for pages and searches, and ten times for counts. */
function groupsAt(sessions: number): Record<GroupName, Measure> {
  const isLarge = sessions > largestSeeded
  const share = isLarge ? 0.2 : 1
  const pages = { times: isLarge ? 1.5 : 1, share }
  const counts = { times: isLarge ? 10 : 1, share }
  return {
    pages: ({ ask, client }) => pageRows(ask, client),
    "facet-pages": ({ ask, client }) => choiceRows(ask, client, pages),
    searches: ({ ask, client }) => searchRows(ask, client, pages),
    counts: ({ ask, client }) => countRows(ask, client, counts),
    aggregations: ({ ask, client }) => aggregateRows(ask, client, counts),
    memory: async ({ server, ask, idle }) => [await memoryRow(server, ask.workspaceId, idle)],
    writes: writeRows,
    exports: ({ server, ask, client, idle }) => exportRows(server, ask, client, { idle, isLarge }),
  }
}

function seedRow({ sessions, seedSeconds }: World): Row {
  return {
    what:
      sessions > largestSeeded
        ? "simulating and loading, then building the indexes and facet blocks"
        : "`holdfast seed`: simulating, loading and making facet blocks",
    ours: `${Math.round(seedSeconds)} s, ${Math.round(sessions / seedSeconds).toLocaleString("en-US")} a second`,
    floor: "–",
    ratio: "–",
    bound: "–",
    isMet: true,
  }
}

try {
  await main(readArguments(process.argv.slice(2), names))
} catch (error) {
  process.stderr.write(`${error instanceof BadArgument ? error.message : inspect(error)}\n`)
  process.exitCode = 1
}
