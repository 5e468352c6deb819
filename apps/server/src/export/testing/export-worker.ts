import pino from "pino"
import { loadSecret } from "../../account/secret.ts"
import { openDatabase } from "../../db/database.ts"
import type { PostgresAddress } from "../../db/embedded-postgres.ts"
import { folderStorage } from "../../storage/folder-storage.ts"
import { openExportPools } from "../export-pool.ts"
import { createExports } from "../exports.ts"
import { slowStorage } from "./slow-storage.ts"

/** A process of its own that prepares what is queued, for tests that kill it: `node export-worker.ts <WorkerTask>`. */
export interface WorkerTask {
  address: PostgresAddress
  folder: string
  /** For each piece of a file. */
  pieceMs: number
}

const { address, folder, pieceMs } = JSON.parse(process.argv[2] ?? "") as WorkerTask
const exports = createExports({
  database: openDatabase(address, () => {}),
  pools: openExportPools(address, () => {}, false),
  rest: async () => {},
  storage: slowStorage(folderStorage(folder), pieceMs),
  secret: loadSecret("", "a secret for tests, long enough to be taken"),
  url: "http://127.0.0.1:4870",
  log: pino({ level: "silent" }),
  now: () => new Date(),
})
await exports.workOff()
process.exit(0)
