import { afterAll, beforeAll, expect, test } from "vitest"
import { databaseOfTest, type TestDatabase, testDatabase } from "../testing/test-database.ts"
import { generateRowTypes } from "./generate-row-types.ts"

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test("the row types are those of the migrated database", async () => {
  await expect(await generateRowTypes(database.pool)).toMatchFileSnapshot("tables.generated.ts")
})

test("a column's type follows from its SQL: type, null, default and check", async () => {
  const other = await databaseOfTest()
  await other.pool.query(`create table auth.every_kind (
    number bigint generated always as identity,
    calls bigint not null default 0,
    day date,
    word text not null default 'it''s' check (word in ('it''s', 'two words')),
    only_word text check (only_word in ('one')),
    pattern text not null check (pattern like 'a%'),
    ids uuid[] not null,
    "from" timestamptz(3) not null,
    doubled integer generated always as (2) stored,
    check (word <> pattern)
  )`)
  expect(await generateRowTypes(other.pool)).toContain(`
export interface EveryKindRow {
  number: GeneratedAlways<string>
  calls: ColumnType<string, number | string | undefined, number | string>
  day: Day | null
  word: Generated<"it's" | "two words">
  only_word: "one" | null
  pattern: string
  ids: (string | null)[]
  from: Date
  doubled: GeneratedAlways<number | null>
}
`)
  await other.pool.query("alter table auth.every_kind add column price money")
  await expect(generateRowTypes(other.pool)).rejects.toThrow(
    "every_kind.price is of the type money, which has no TypeScript type yet",
  )
})
