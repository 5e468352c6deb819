import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { readAnnouncement, writeAnnouncement } from "./announcement.ts"
import { ChangeSet, type Topic, topicOf } from "./change-set.ts"

const ids = (count: number) => Array.from({ length: count }, () => randomUUID())
const survives = (changes: Map<Topic, ChangeSet>) => readAnnouncement(writeAnnouncement(changes))

test("an announcement survives being text", () => {
  const changes = new Map([
    [topicOf(randomUUID(), "live"), new ChangeSet(ids(2))],
    [topicOf(randomUUID(), "test"), new ChangeSet(ids(1), true)],
    [topicOf(randomUUID(), "sandbox"), new ChangeSet([], true)],
  ])
  expect(survives(changes)).toEqual(changes)
})

test("a topic that does not fit gives up its ids, and the others keep theirs", () => {
  const topics = ids(4).map((id) => topicOf(id, "live"))
  const changes = topics.map((topic, index) => [topic, new ChangeSet(ids(index === 3 ? 5 : 100))] as const)
  expect(writeAnnouncement(new Map(changes)).length).toBeLessThan(8000)
  expect(survives(new Map(changes))).toEqual(
    new Map(changes.map(([topic, each], index) => [topic, index === 2 ? new ChangeSet([], true) : each])),
  )
})

test("too many topics to name are everything", () => {
  const changes = new Map(ids(1000).map((id) => [topicOf(id, "live"), new ChangeSet(ids(1))]))
  expect(writeAnnouncement(changes)).toBe("*")
  expect(survives(changes)).toBeNull()
})

test("a text of another version is read as everything", () => {
  for (const text of ["*", "", "v2 {}", `${randomUUID()} staging`, `${randomUUID()} live\nhello`]) {
    expect(readAnnouncement(text)).toBeNull()
  }
})
