import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { parseArgs } from "node:util"
import pg from "pg"
import { readRows } from "./read-rows.ts"
import { report } from "./row.ts"
import { startBenchServer } from "./server.ts"
import { writeRows } from "./write-rows.ts"

/** `npm run bench -- --sessions N`: seeds a server of its own, measures, prints and writes docs/benchmarks.md. */
const { values } = parseArgs({ options: { sessions: { type: "string", default: "1000000" } } })
const sessions = Number(values.sessions)

const server = await startBenchServer(4869)
try {
  const idle = server.memory()
  const started = performance.now()
  await server.holdfast("seed", "--sessions", String(sessions), "--seed", "1")
  const seconds = (performance.now() - started) / 1000
  const client = new pg.Client({ host: server.socket, user: "holdfast", database: "holdfast" })
  await client.connect()
  await client.query("vacuum analyze session")
  const { rows: version } = await client.query("show server_version")
  const rows = [
    {
      what: "`holdfast seed`: simulating and loading",
      ours: `${Math.round(seconds)} s, ${Math.round(sessions / seconds).toLocaleString("en-US")} a second`,
      floor: "–",
      ratio: "–",
    },
    ...(await readRows(server, client)),
    ...(await writeRows(server)),
    {
      what: "server memory, idle and after all of this",
      ours: `${Math.round(idle / 2 ** 20)} and ${Math.round(server.memory() / 2 ** 20)} MB`,
      floor: "–",
      ratio: "–",
    },
  ]
  await client.end()
  const text = report(rows, sessions, version[0].server_version)
  process.stdout.write(`\n${text}`)
  writeFileSync(join(import.meta.dirname, "../docs/benchmarks.md"), text)
} finally {
  await server.stop()
}
