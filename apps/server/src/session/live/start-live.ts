import type { Mode } from "@holdfast/protocol"
import type { FastifyBaseLogger } from "fastify"
import type pg from "pg"
import type { PostgresAddress } from "../../db/embedded-postgres.ts"
import { type Announcer, channel, createAnnouncer } from "./announce-sessions.ts"
import { readAnnouncement } from "./announcement.ts"
import { listenForChanges } from "./listen-for-changes.ts"
import { LiveHub, type OnChange } from "./live-hub.ts"
import { type Topic, topicOf } from "./topic.ts"

/** Changes of sessions, from whichever process makes them to whichever process somebody watches. */
export interface Live extends Announcer<Topic> {
  /** Calls back for every change to the workspace's sessions of a mode; answers how to stop that. */
  follow(workspaceId: string, mode: Mode, onChange: OnChange): () => void
}

interface LiveOptions {
  pool: pg.Pool
  address: PostgresAddress
  log: Pick<FastifyBaseLogger, "warn">
}

export async function startLive({ pool, address, log }: LiveOptions): Promise<Live> {
  const hub = new LiveHub()
  const announcer = createAnnouncer<Topic>(pool, channel, () =>
    log.warn("could not announce changes; trying again"),
  )
  const listener = await listenForChanges(address, channel, {
    onAnnouncement: (text) => hub.publish(text === null ? null : readAnnouncement(text)),
    onLost: () => log.warn("lost the connection that listens for changes; connecting again"),
  })
  return {
    announce: announcer.announce,
    follow: (workspaceId, mode, onChange) => hub.follow(topicOf(workspaceId, mode), onChange),
    async close() {
      await Promise.all([announcer.close(), listener.close()])
    },
  }
}
