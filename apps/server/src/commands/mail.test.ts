import { expect, test } from "vitest"
import { mailList } from "./mail.ts"

const mail = {
  id: "01a00000-0000-7000-8000-000000000001",
  recipient: "ada@example.com",
  subject: "Join \u001b[2JLantern",
  state: "queued" as const,
  created_at: new Date("2026-11-01T12:00:00.000Z"),
  last_error: null,
}

test("unsent mail is listed with its id, and what others wrote stays on its line", () => {
  const failed = { ...mail, state: "failed" as const, subject: "Reset", last_error: "It was not taken." }
  expect(
    mailList([mail, failed], true),
  ).toBe(`01a00000-0000-7000-8000-000000000001  2026-11-01T12:00:00.000Z  waiting
  ada@example.com: Join  [2JLantern
01a00000-0000-7000-8000-000000000001  2026-11-01T12:00:00.000Z  failed
  ada@example.com: Reset
  It was not taken.
`)
})

test("an empty outbox says so, and a missing mail server is named", () => {
  expect(mailList([], false)).toBe(
    "Every mail was sent, or there was none.\nNo mail server is configured (SMTP_URL), so mail waits here.\n",
  )
})
