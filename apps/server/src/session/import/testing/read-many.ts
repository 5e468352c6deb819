import { checkRecord } from "../../../commands/check-record.ts"
import { readFile } from "../read-file.ts"
import { readRecord } from "../read-record.ts"

/** Run as a process of its own: reads the file that it is given as an import does, and says how much memory it took. */
const [path = ""] = process.argv.slice(2)
const megabytes = () => Math.round(process.memoryUsage.rss() / 1e6)

let sessions = 0
let early = 0
let most = 0
for await (const item of readFile(path, new AbortController().signal).items) {
  if ("value" in item && readRecord(item.value, checkRecord, "live").kind === "session") sessions++
  if (sessions % 1000 === 0) most = Math.max(most, megabytes())
  if (sessions === 50_000) early = most
}
process.stdout.write(JSON.stringify({ sessions, early, most }))
