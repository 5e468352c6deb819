import type { Logger } from "pino"
import type { Secret } from "../account/secret.ts"
import type { Billing } from "../billing/billing.ts"
import type { Database } from "../db/database.ts"
import type { Exports } from "../export/exports.ts"
import type { Mailer } from "../mail/mailer.ts"
import type { Recordings } from "../recording/recordings.ts"
import type { Announcer } from "../session/live/announce-sessions.ts"
import type { Topic } from "../session/live/topic.ts"
import type { Storage } from "../storage/storage.ts"

/** What the jobs work with. */
export interface JobServices {
  database: Database
  secret: Secret
  /** null where no mail server is configured. */
  mailer: Mailer | null
  billing: Billing
  live: Pick<Announcer<Topic>, "announce">
  recordings: Pick<Recordings, "finish" | "removeDeleted" | "sweep"> & {
    storage: Pick<Storage, "list" | "listUnfinished" | "remove">
  }
  exports: Pick<Exports, "workOff" | "sweep">
  log: Logger
}

/** Work in the background. Each is safe to run twice. */
export interface Job {
  /** Runs at the start of every minute too. */
  isEachMinute: boolean
  run(services: JobServices): Promise<void>
}
