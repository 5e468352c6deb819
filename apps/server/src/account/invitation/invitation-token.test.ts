import { expect, test } from "vitest"
import { newInvitationToken, readInvitationToken } from "./invitation-token.ts"

test("a token says its workspace, and its hash is found again", () => {
  const { token, hash } = newInvitationToken("abcdefghi")
  expect(token).toMatch(/^abcdefghi-[0-9a-f]{64}$/)
  expect(readInvitationToken(token)).toEqual({ appId: "abcdefghi", hash })
})

test("no two tokens are alike", () => {
  expect(newInvitationToken("a").token).not.toBe(newInvitationToken("a").token)
})

test("anything else is no token", () => {
  const { token } = newInvitationToken("abcdefghi")
  const others = [
    "",
    "-",
    token.slice(1, 12),
    token.slice(0, -1),
    `${token}0`,
    ` ${token}`,
    token.toUpperCase(),
  ]
  expect(others.map(readInvitationToken)).toEqual(others.map(() => null))
})
