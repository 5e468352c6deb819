import { afterAll, beforeAll, expect, test } from "vitest"
import { newId } from "../../db/new-id.ts"
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts"
import { acceptInvitation, type Comer } from "./accept-invitation.ts"
import { newInvitationToken } from "./invitation-token.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

const workspaceId = "01a00000-0000-7000-8000-00000000000a"
const at = new Date("2026-11-01T12:00:00.000Z")

async function invited(email: string): Promise<Buffer> {
  const { hash } = newInvitationToken("abcdefghi")
  await database.db
    .insertInto("invitation")
    .values({
      workspace_id: workspaceId,
      id: newId(at),
      email,
      role: "admin",
      token_hash: hash,
      invited_by: "somebody",
      created_at: at,
      expires_at: new Date("2026-11-08T12:00:00.000Z"),
    })
    .execute()
  return hash
}
const accept = (tokenHash: Buffer, comer: Comer) =>
  acceptInvitation(database.db, { workspaceId, tokenHash, comer, address: "192.0.2.1", at })

test("an invitation is for its own address, whoever comes with the link, and stays open for it", async () => {
  const hash = await invited("ada@example.com")
  for (const email of ["eve@example.com", "ada@example.com.evil.example", ""]) {
    expect(await accept(hash, { id: "eve", email })).toBe("is_somebody_else")
  }
  const members = () =>
    database.db
      .selectFrom("member")
      .select(["user_id", "role"])
      .where("workspace_id", "=", workspaceId)
      .execute()
  expect(await members()).toEqual([])
  expect(await accept(hash, { id: "ada", email: "ada@example.com" })).toBe("accepted")
  expect(await members()).toEqual([{ user_id: "ada", role: "admin" }])
})
