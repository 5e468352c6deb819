import { afterAll, beforeAll, expect, test } from "vitest"
import { type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { assertWritable } from "./assert-writable.ts"
import { openDatabase } from "./database.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("a database with room takes sessions, again and again over the same connection", async () => {
  const { pipelined, close } = openDatabase(database.address, () => {}, { max: 1 })
  for (let time = 0; time < 3; time++) await assertWritable(pipelined)
  await close()
})

test("one that cannot write to its disk takes none", async () => {
  const { rows } = await database.pool.query("select current_database() as name")
  // as a full disk refuses: the file that a sort needs cannot be written
  await database.pool.query(`alter database ${rows[0].name} set temp_file_limit = 0`)
  const { pipelined, close } = openDatabase(database.address, () => {}, { max: 1 })
  await expect(assertWritable(pipelined)).rejects.toThrow("temporary file size exceeds")
  await close()
})
