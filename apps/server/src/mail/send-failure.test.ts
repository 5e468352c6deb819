import { expect, test } from "vitest"
import { sendFailure } from "./send-failure.ts"

const error = (parts: object) => Object.assign(new Error("failed"), parts)

test("a permanent no to the recipient is final, and is this mail's own affair", () => {
  const refusal = { code: "EENVELOPE", command: "RCPT TO", responseCode: 550, permanent: true }
  expect(
    sendFailure(error({ ...refusal, response: "550 5.1.1 <ada@example.com>: no such user" }), []),
  ).toEqual({
    reason: "The mail server does not take mail for this recipient: 550 5.1.1 (address): no such user",
    isFinal: true,
    isServers: false,
  })
})

test("a no for now to the recipient is not final", () => {
  const refusal = { code: "EENVELOPE", command: "RCPT TO", responseCode: 450, permanent: false }
  expect(sendFailure(error({ ...refusal, response: "450 mailbox busy" }), [])).toEqual({
    reason: "The mail server does not take mail for this recipient: 450 mailbox busy",
    isFinal: false,
    isServers: false,
  })
})

test("a permanent no to the sender or the password is ours to put right, and is tried again", () => {
  const refusal = { code: "EENVELOPE", command: "MAIL FROM", permanent: true, response: "550 not you" }
  expect(sendFailure(error(refusal), [])).toMatchObject({ isFinal: false, isServers: true })
  const login = {
    code: "EAUTH",
    command: "AUTH PLAIN",
    permanent: true,
    response: "535 hunter2 is wrong\r\nfor ada",
  }
  expect(sendFailure(error(login), ["hunter2", "ada"])).toEqual({
    reason: "The mail server refused the user or the password of SMTP_URL: 535 … is wrong for …",
    isFinal: false,
    isServers: true,
  })
})

test("a long answer is cut, and one without words is said to be none", () => {
  expect(sendFailure(error({ command: "DATA", response: `554 ${"x".repeat(1000)}` }), []).reason).toBe(
    `The mail server did not take this mail: 554 ${"x".repeat(296)}…`,
  )
  expect(sendFailure(error({ command: "DATA", response: "" }), []).reason).toBe(
    "The mail server did not take this mail.",
  )
})

test("a missing TLS is named", () => {
  expect(sendFailure(error({ code: "ETLS", message: "STARTTLS is not offered" }), []).reason).toBe(
    "No encrypted connection to the mail server could be made: STARTTLS is not offered",
  )
})
