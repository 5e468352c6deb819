import { randomUUID } from "node:crypto"
import type { FastifyBaseLogger } from "fastify"
import type { Kysely } from "kysely"
import type pg from "pg"
import type { PostgresAddress } from "../../db/embedded-postgres.ts"
import type { Tables } from "../../db/schema.ts"
import { describeError } from "../../log/describe-error.ts"
import { createAnnouncer } from "../../session/live/announce-sessions.ts"
import { listenForChanges } from "../../session/live/listen-for-changes.ts"
import type { AnnounceFlow } from "../edit/flow-change.ts"
import { dropEditor, type FlowState, keepEditor, type OpenEditor, readFlowState } from "./flow-state.ts"

/** Who edits which flow, and what becomes of it, from whichever server to whoever has its editor open. */
export interface FlowLive {
  announce: AnnounceFlow
  /** Somebody opens the editor of a flow. Calls back whenever the state may be another one, first when it is known. */
  join(who: Omit<OpenEditor, "id">, onChange: () => void): Seat
  close(): Promise<void>
}

export interface Seat {
  /** null while it is not known yet. */
  state(): FlowState | null
  leave(): void
}

interface FlowLiveOptions {
  pool: pg.Pool
  db: Kysely<Tables>
  address: PostgresAddress
  log: Pick<FastifyBaseLogger, "warn">
  /** How often open pages are said to be open still, and their flows are looked at although nobody announced anything. */
  beatMs?: number
}

const channel = "holdfast_flows"
const everything = "*"

/** The open editors of a flow on this server. */
interface Room {
  seats: Map<OpenEditor, () => void>
  state: FlowState | null
  reading: Promise<void> | null
  isOutdated: boolean
}

/**
 * An announcement says of which flow and no more: each server reads the flow once for all who have it open there. So one
 * that is lost costs a few seconds, and nothing else.
 */
export async function startFlowLive({
  pool,
  db,
  address,
  log,
  beatMs = 4000,
}: FlowLiveOptions): Promise<FlowLive> {
  const rooms = new Map<string, Room>()
  let isClosed = false
  const announcer = createAnnouncer<string>(pool, channel, () =>
    log.warn("could not announce changes of flows; trying again"),
  )
  const warn = (error: unknown) => {
    if (!isClosed) log.warn(describeError(error), "could not look at a flow that is being edited")
  }

  const refresh = (topic: string, room: Room) => {
    room.isOutdated = true
    room.reading ??= read(topic, room).finally(() => {
      room.reading = null
    })
  }
  const read = async (topic: string, room: Room) => {
    while (room.isOutdated && room.seats.size > 0) {
      room.isOutdated = false
      try {
        room.state = await readFlowState(db, ...partsOf(topic))
      } catch (error) {
        return warn(error)
      }
      for (const onChange of room.seats.values()) onChange()
    }
  }
  const hear = (text: string | null) => {
    const topics = text === null || text === everything ? null : new Set(text.split("\n"))
    for (const [topic, room] of rooms) if (!topics || topics.has(topic)) refresh(topic, room)
  }
  const listener = await listenForChanges(address, channel, {
    onAnnouncement: hear,
    onLost: () => log.warn("lost the connection that listens for changes of flows; connecting again"),
  })
  const beat = setInterval(async () => {
    for (const [topic, room] of rooms) {
      await Promise.all([...room.seats.keys()].map((editor) => keepEditor(db, editor))).catch(warn)
      refresh(topic, room)
    }
  }, beatMs).unref()

  const drop = async (editor: OpenEditor, kept: Promise<void>) => {
    await kept
    await dropEditor(db, editor).catch(warn)
    announcer.announce([topicOf(editor)])
  }
  const leaving = new Set<() => Promise<void>>()

  return {
    announce: (workspaceId, flowId) => announcer.announce([topicOf({ workspaceId, flowId })]),
    join(who, onChange) {
      const editor = { ...who, id: randomUUID() }
      const topic = topicOf(editor)
      const room: Room = rooms.get(topic) ?? {
        seats: new Map(),
        state: null,
        reading: null,
        isOutdated: false,
      }
      rooms.set(topic, room)
      room.seats.set(editor, onChange)
      const kept = keepEditor(db, editor).catch(warn)
      void kept.then(() => {
        refresh(topic, room)
        announcer.announce([topic])
      })
      const leave = () => {
        leaving.delete(leave)
        room.seats.delete(editor)
        if (room.seats.size === 0) rooms.delete(topic)
        return drop(editor, kept)
      }
      leaving.add(leave)
      return { state: () => room.state, leave: () => void leave() }
    },
    async close() {
      clearInterval(beat)
      await Promise.all([...leaving].map((leave) => leave()))
      isClosed = true
      await Promise.all([announcer.close(), listener.close()])
    },
  }
}

const topicOf = ({ workspaceId, flowId }: Pick<OpenEditor, "workspaceId" | "flowId">) =>
  `${workspaceId} ${flowId}`

function partsOf(topic: string): [workspaceId: string, flowId: string] {
  const at = topic.indexOf(" ")
  return [topic.slice(0, at), topic.slice(at + 1)]
}
