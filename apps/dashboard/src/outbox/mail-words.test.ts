import { mailKinds, mailStates, type OutboxMail } from "@holdfast/protocol/dashboard"
import { expect, test } from "vitest"
import { mailKindWords, mailStateWords, triedWords } from "./mail-words.ts"

const mail: OutboxMail = {
  id: "m1",
  to: "ada@example.com",
  subject: "Join",
  kind: "invitation",
  state: "queued",
  isPersonal: false,
  isKept: true,
  attempts: 0,
  lastError: null,
  nextTryAt: null,
  createdAt: "2026-11-01T12:00:00.000Z",
  sentAt: null,
  expiresAt: "2026-11-08T12:00:00.000Z",
}

test("every kind and every state has words", () => {
  for (const kind of mailKinds) expect(mailKindWords(kind)).toMatch(/^[A-Z][a-z ]+$/)
  expect(mailStates.map((state) => mailStateWords({ ...mail, state }))).toEqual([
    "Waiting",
    "Sent",
    "Not sent",
  ])
})

test("tries are counted where they say something", () => {
  expect(triedWords(mail)).toBeNull()
  expect(triedWords({ ...mail, attempts: 1 })).toBe("tried once")
  expect(triedWords({ ...mail, attempts: 1, state: "sent" })).toBeNull()
  expect(triedWords({ ...mail, attempts: 4, state: "sent" })).toBe("tried 4 times")
})
