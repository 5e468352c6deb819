import { inspect } from "node:util"
import { groups } from "./groups.ts"
import { measureFresh } from "./measure-fresh.ts"
import { BadArgument, type BenchArguments, readArguments } from "./read-arguments.ts"
import { writeReport } from "./report-file.ts"
import { isKept } from "./row.ts"
import { type Measured, report } from "./table.ts"
import { seedingRow, seedWorld, worldFolder } from "./world.ts"

/**
 * `npm run bench [-- --sessions 10000000]`: seeds a data folder once, starts the server on it as users do, measures,
 * prints one table, writes it to docs/benchmarks.md, and exits with 1 when a bound is broken. `--only writes` measures one
 * group and writes nothing.
 */
async function main({ sessions, only }: BenchArguments<string>): Promise<void> {
  const folder = worldFolder(sessions)
  // seeded by one start and measured by the next: the server is as it is after a start, not after a night of seeding
  const world = await seedWorld(folder, sessions)
  const measured: Measured[] = only ? [] : [{ group: "seeding", rows: [seedingRow(world)] }]
  let version = ""
  for (const some of startsOf(only)) {
    const fresh = await measureFresh(folder, sessions, some)
    measured.push(...fresh.measured)
    version = fresh.postgres
  }
  const section = report(measured, sessions, version)
  process.stdout.write(`\n${section}`)
  if (!only) writeReport(section)
  process.exitCode = measured.every(({ rows }) => rows.every(isKept)) ? 0 : 1
}

/** The groups that share a start of the server: what exports add to a server at rest is not seen after a crowd. */
const startsOf = (only: string | null) =>
  only
    ? [groups.filter(({ name }) => name === only)]
    : [groups.filter(({ name }) => name !== "exports"), groups.filter(({ name }) => name === "exports")]

// whoever ends the bench ends its server, too
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(1))
try {
  await main(
    readArguments(
      process.argv.slice(2),
      groups.map(({ name }) => name),
    ),
  )
} catch (error) {
  process.stderr.write(`${error instanceof BadArgument ? error.message : inspect(error)}\n`)
  process.exitCode = 1
}
