import { seedSessions } from "../demo/seed-sessions.ts"
import { readFlows } from "../flow/read-flows.ts"
import { updateFacetBlocks } from "../session/count/facet-blocks/update-facet-blocks.ts"
import { channel, createAnnouncer } from "../session/live/announce-sessions.ts"
import type { Topic } from "../session/live/topic.ts"
import { chooseWorkspace } from "./choose-workspace.ts"
import { progressBar } from "./progress-bar.ts"
import { CommandError, withDatabase } from "./with-database.ts"

export interface SeedArguments {
  workspace: string | undefined
  sessions: number
  seed: number
  years: number
  until: Date
}

/** `holdfast seed`: simulated sessions into a workspace, the same for the same seed and end. */
export const seed = ({ workspace: appId, ...options }: SeedArguments): Promise<number> =>
  withDatabase(async ({ database }) => {
    const workspace = await chooseWorkspace(database.db, appId)
    const flows = await readFlows(database.db, workspace.id)
    const started = performance.now()
    const bar = progressBar("sessions")
    // a page that misses it reads again within a minute
    const announcer = createAnnouncer<Topic>(database.pool, channel, () => {})
    const { sessions } = await seedSessions(
      database.pool,
      workspace.id,
      { ...options, flows },
      bar.show,
      announcer.announce,
    )
      .finally(bar.end)
      .catch((error: { code?: string }) => {
        if (error.code !== "23505") throw error
        throw new CommandError(
          "These very sessions are in this workspace already; choose another --seed, or another --until.",
        )
      })
    await updateFacetBlocks(database, workspace.id, new Date())
    const seconds = (performance.now() - started) / 1000
    await announcer.close()
    const rate = Math.round(sessions / seconds).toLocaleString("en-US")
    process.stdout.write(
      `${sessions.toLocaleString("en-US")} sessions in ${seconds.toFixed(1)} s (${rate} a second) into ${workspace.name}\n`,
    )
    return 0
  })
