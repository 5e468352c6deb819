import { parseCronItems, run } from "graphile-worker"
import type { Logger } from "pino"
import { listWorkspaces } from "../account/workspaces.ts"
import type { Database } from "../db/database.ts"
import { updateFacetBlocks } from "../session/facet-blocks/update-facet-blocks.ts"
import type { Announcer } from "../session/live/announce-sessions.ts"
import { settleSilentSessions } from "../session/settle-silent-sessions.ts"
import { workerLogger } from "./worker-logger.ts"

export interface Jobs {
  stop(): Promise<void>
}

/** Starts the background jobs. Each is safe to run twice. */
export async function runJobs(
  database: Database,
  { announce }: Pick<Announcer, "announce">,
  log: Logger,
): Promise<Jobs> {
  const runner = await run({
    pgPool: database.pool,
    concurrency: 2,
    noHandleSignals: true,
    logger: workerLogger(log),
    taskList: {
      async "settle-silent-sessions"() {
        for (const { id } of await listWorkspaces(database.db)) {
          const { settled, errors } = await settleSilentSessions(database, id, new Date(), announce)
          if (settled > 0) log.info({ workspace: id, settled }, "settled silent sessions")
          if (errors.length > 0)
            log.error({ workspace: id, failed: errors.length }, "could not settle sessions")
        }
      },
      async "update-facet-blocks"() {
        for (const { id } of await listWorkspaces(database.db)) {
          const made = await updateFacetBlocks(database, id, new Date())
          if (made > 0) log.info({ workspace: id, made }, "made facet blocks")
        }
      },
    },
    parsedCronItems: parseCronItems([
      { task: "settle-silent-sessions", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } },
      { task: "update-facet-blocks", match: "* * * * *", options: { backfillPeriod: 0, maxAttempts: 1 } },
    ]),
  })
  return { stop: () => runner.stop() }
}
