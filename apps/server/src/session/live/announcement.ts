import { modes } from "@holdfast/protocol"
import { type Topic, topicOf } from "./topic.ts"

/** PostgreSQL takes payloads of less than 8,000 bytes; everything here is ASCII. */
const mostBytes = 7900

/** In place of topics when there are too many to name. */
const everything = "*"

/** Whose sessions changed. */
export type Announcement = ReadonlySet<Topic>

/** What one process tells all others, as text: a line for each topic. Where that does not fit, all are meant. */
export function writeAnnouncement(topics: ReadonlySet<string>): string {
  const text = [...topics].join("\n")
  return text.length > mostBytes ? everything : text
}

/** The opposite; null means that anything may have changed, which is also how a text of another version is read. */
export function readAnnouncement(text: string): Announcement | null {
  const topics = new Set<Topic>()
  for (const line of text.split("\n")) {
    const [workspaceId, name, ...others] = line.split(" ")
    const mode = modes.find((each) => each === name)
    if (!workspaceId || !mode || others.length > 0) return null
    topics.add(topicOf(workspaceId, mode))
  }
  return topics
}
