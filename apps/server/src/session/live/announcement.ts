import { modes } from "@holdfast/protocol"
import { ChangeSet, type Topic, topicOf } from "./change-set.ts"

/** PostgreSQL takes payloads of less than 8,000 bytes; everything here is ASCII. */
const mostBytes = 7900

/** In place of topics when there are too many to name. */
const everything = "*"

export type Announcement = ReadonlyMap<Topic, ChangeSet>

/**
 * What one process tells all others, as text: a line for each topic, `workspace mode id id …`, `+` at its end where
 * there are more. Topics that do not fit give up their ids, and where even that does not fit all are meant.
 */
export function writeAnnouncement(changes: Announcement): string {
  const lines = [...changes].map(([topic, { ids, more }]) => ({
    short: `${topic} +`,
    full: [topic, ...ids, ...(more ? ["+"] : [])].join(" "),
  }))
  let left = lines.reduce((bytes, { short }) => bytes - short.length - 1, mostBytes)
  if (left < 0) return everything
  const fitting = lines.map(({ short, full }) => {
    const extra = full.length - short.length
    if (extra > left) return short
    left -= extra
    return full
  })
  return fitting.join("\n")
}

/** The opposite; null means that anything may have changed, which is also how a text of another version is read. */
export function readAnnouncement(text: string): Announcement | null {
  const changes = new Map<Topic, ChangeSet>()
  for (const line of text.split("\n")) {
    const [workspaceId, name, ...ids] = line.split(" ")
    const mode = modes.find((each) => each === name)
    if (!workspaceId || !mode) return null
    const more = ids.at(-1) === "+"
    changes.set(topicOf(workspaceId, mode), new ChangeSet(more ? ids.slice(0, -1) : ids, more))
  }
  return changes
}
