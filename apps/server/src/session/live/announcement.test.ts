import { randomUUID } from "node:crypto"
import { modes } from "@holdfast/protocol"
import { expect, test } from "vitest"
import { readAnnouncement, writeAnnouncement } from "./announcement.ts"
import { topicOf } from "./topic.ts"

test("an announcement survives being text", () => {
  const topics = new Set(modes.map((mode) => topicOf(randomUUID(), mode)))
  expect(readAnnouncement(writeAnnouncement(topics))).toEqual(topics)
})

test("as many topics as PostgreSQL takes are named; more are everything", () => {
  const topics = (count: number) =>
    new Set(Array.from({ length: count }, () => topicOf(randomUUID(), "live")))
  const many = topics(180)
  expect(writeAnnouncement(many).length).toBeLessThan(8000)
  expect(readAnnouncement(writeAnnouncement(many))).toEqual(many)
  expect(writeAnnouncement(topics(190))).toBe("*")
})

test("a text of another version is read as everything", () => {
  const id = randomUUID()
  for (const text of ["*", "", "v2 {}", `${id} staging`, `${id} live\nhello`, `${id} live and more`]) {
    expect(readAnnouncement(text)).toBeNull()
  }
})
