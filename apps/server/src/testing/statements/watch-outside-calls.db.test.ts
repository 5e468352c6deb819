import { createServer, get } from "node:http"
import { connect } from "node:net"
import { afterAll, beforeAll, expect, test } from "vitest"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import { type TestDatabase, testDatabase } from "../test-database.ts"
import { takeAsked } from "./watch-outside-calls.ts"

let database: TestDatabase
let port: number
const outside = createServer((_, response) => void response.end("yes"))
beforeAll(async () => {
  database = await testDatabase()
  await new Promise<void>((done) => outside.listen(0, "127.0.0.1", done))
  const address = outside.address()
  port = typeof address === "object" && address ? address.port : 0
})
afterAll(async () => {
  await new Promise((done) => outside.close(done))
  await database.close()
})

const calls: Record<string, () => Promise<unknown>> = {
  fetch: async () => (await fetch(`http://127.0.0.1:${port}`)).text(),
  "Node's own client": () =>
    new Promise((done) => {
      get({ host: "127.0.0.1", port, agent: false }, (answer) => answer.resume().on("end", done))
    }),
  "a connection": () =>
    new Promise((done) => {
      const socket = connect(port, "127.0.0.1", () => socket.end().on("close", done))
    }),
}

test.for(Object.entries(calls))("in a transaction somebody outside is asked by %s", async ([, call]) => {
  const { db } = database
  const here = "testing/statements/watch-outside-calls.db.test.ts"
  await db.transaction().execute(async (trx) => {
    await trx.selectFrom("workspace").select("id").execute()
    await call()
  })
  expect(takeAsked()).toContainEqual(expect.stringContaining(here))
  await lockedTransaction(db, "somebody", call)
  expect(takeAsked()).toContainEqual(expect.stringContaining(here))
  // outside of one, and of the database itself, it is nobody's affair
  await call()
  await db.transaction().execute((trx) => trx.selectFrom("workspace").select("id").execute())
  expect(takeAsked()).toEqual([])
})
