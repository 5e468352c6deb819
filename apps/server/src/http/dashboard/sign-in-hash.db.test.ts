import { hashPassword as hashAsBefore } from "better-auth/crypto"
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest"
import { isOfKindBefore } from "../../account/password/password-hash.ts"
import { type TestApp, type TestPerson, testApp } from "../../testing/test-app.ts"
import { testBrowser } from "../../testing/test-browser.ts"

let server: TestApp
let person: TestPerson
beforeAll(async () => {
  server = await testApp()
})
afterAll(() => server.close())
beforeEach(async () => {
  person = await server.addPerson(await server.addWorkspace("Shop"), "admin")
  await server.database.db
    .updateTable("auth.account")
    .set({ password: await hashAsBefore(person.password) })
    .where("userId", "=", person.id)
    .execute()
})

const hashOf = async () => {
  const { password } = await server.database.db
    .selectFrom("auth.account")
    .select("password")
    .where("userId", "=", person.id)
    .executeTakeFirstOrThrow()
  return password ?? ""
}

test("a password hashed at the cost of before is hashed anew when its owner signs in, and stays good", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  const before = await hashOf()
  expect(await browser.signIn(person, "wrong")).toBe(401)
  expect([await hashOf(), isOfKindBefore(before)]).toEqual([before, true])
  expect(await browser.signIn({ ...person, email: person.email.toUpperCase() })).toBe(200)
  const renewed = await hashOf()
  expect(isOfKindBefore(renewed)).toBe(false)
  expect(await browser.signIn(person)).toBe(200)
  expect(await hashOf()).toBe(renewed)
})

test("a new password of whoever is signed in is hashed at today's cost", async () => {
  const browser = testBrowser(server, "203.0.113.1")
  await browser.signIn(person)
  const body = { password: person.password, newPassword: "another horse entirely" }
  expect((await browser.send("POST", "/api/me/password", body)).statusCode).toBe(204)
  expect(isOfKindBefore(await hashOf())).toBe(false)
})
