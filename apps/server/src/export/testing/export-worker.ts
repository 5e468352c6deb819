import { setTimeout as sleep } from "node:timers/promises"
import pino from "pino"
import { loadSecret } from "../../account/secret.ts"
import { openDatabase } from "../../db/database.ts"
import type { PostgresAddress } from "../../db/embedded-postgres.ts"
import { folderStorage } from "../../storage/folder-storage.ts"
import { openExportPools } from "../export-pool.ts"
import { createExports } from "../exports.ts"
import { type Pause, pausingStorage } from "./pausing-storage.ts"

/** A process of its own that prepares what is queued, for tests that kill it: `node export-worker.ts <WorkerTask>`. */
export interface WorkerTask {
  address: PostgresAddress
  folder: string
  /** How long each piece of a file takes. */
  pieceMs?: number
  /** It stands still for good when so many bytes are written. */
  bytesUntilHeld?: number
}

const {
  address,
  folder,
  pieceMs = 0,
  bytesUntilHeld = Number.POSITIVE_INFINITY,
} = JSON.parse(process.argv[2] ?? "") as WorkerTask
const pause: Pause = (bytesBefore) => (bytesBefore >= bytesUntilHeld ? new Promise(() => {}) : sleep(pieceMs))
const exports = createExports({
  database: openDatabase(address, () => {}),
  pools: openExportPools(address, () => {}, false),
  rest: async () => {},
  storage: pausingStorage(folderStorage(folder), () => pause),
  secret: loadSecret("", "a secret for tests, long enough to be taken"),
  url: "http://127.0.0.1:4870",
  log: pino({ level: "silent" }),
  now: () => new Date(),
})
await exports.workOff()
process.exit(0)
