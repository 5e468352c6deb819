import { checkRecord } from "../apps/server/src/commands/check-record.ts"
import { readFile } from "../apps/server/src/session/import/read-file.ts"
import { readRecord } from "../apps/server/src/session/import/read-record.ts"

/**
 * Run as a process of its own: reads the file that it is given as an import does, and says how much resident memory it
 * took, in bytes: until so many records were read, and until the end.
 */
const [path = "", earlyRecords = "0"] = process.argv.slice(2)

let records = 0
let early = 0
let most = 0
for await (const item of readFile(path, new AbortController().signal).items) {
  if ("value" in item && readRecord(item.value, checkRecord, "live").kind === "session") records++
  if (records % 1000 === 0) most = Math.max(most, process.memoryUsage.rss())
  if (records === Number(earlyRecords)) early = most
}
process.stdout.write(JSON.stringify({ records, early, most }))
