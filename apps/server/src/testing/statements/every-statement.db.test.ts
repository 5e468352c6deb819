import { loadModule, parse } from "libpg-query"
import pg from "pg"
import { expect, test } from "vitest"
import { databaseOfTest } from "../test-database.ts"
import { type KeptStatement, readStatements } from "./keep-statements.ts"

/** Far fewer than are sent: a folder that nobody filled shows nothing. */
const atLeast = 2500

/**
 * Of the pass on the oldest supported PostgreSQL: it takes each statement that the server sent in the pass before, on the newest. It
 * looks for a clause, a function or a type that came later. Parsing runs nothing, looks into no function that is called, and reads
 * of what makes or changes a table the grammar alone. What a process of its own sends, as a command does, is not among them.
 */
test("the oldest supported PostgreSQL takes every statement", async () => {
  await loadModule()
  const folder = process.env.TEST_SENT_STATEMENTS
  if (folder === undefined) throw new Error("TEST_SENT_STATEMENTS has to name the folder of the pass before.")
  // migrations build on each other, and have run here to the last
  const kept = readStatements(folder).filter(({ sentBy }) => sentBy !== "db/migrate.ts")
  expect(kept.length).toBeGreaterThan(atLeast)
  const { address } = await databaseOfTest()
  const client = new pg.Client(address)
  await client.connect()
  const refused: string[] = []
  for (const statement of kept) {
    await client.query(
      statement.schema === "public" ? "reset search_path" : `set search_path to ${statement.schema}`,
    )
    for (const text of await partsOf(statement.text)) {
      const error = await parseOnly(client, text)
      if (error !== null && !isOfTests(error)) refused.push(described(statement, error))
    }
  }
  await client.end()
  expect(refused).toEqual([])
})

/** Its statements one by one, and the query of a `copy` out of its shell, into which parsing does not look. */
async function partsOf(text: string): Promise<string[]> {
  const bytes = Buffer.from(text)
  const { stmts = [] } = await parse(text)
  return stmts.map(({ stmt_location = 0, stmt_len }) => {
    const end = stmt_len ? stmt_location + stmt_len : bytes.length
    const one = bytes.subarray(stmt_location, end).toString().trim()
    return /^copy \((.*)\) to /is.exec(one)?.[1] ?? one
  })
}

/** A test asks for it in order to be refused. */
const isOfTests = ({ message }: pg.DatabaseError): boolean =>
  message === 'relation "a_secret_table" does not exist'

const described = ({ text, sentBy, test: where }: KeptStatement, { message }: pg.DatabaseError): string =>
  `${message}\n  sent by ${sentBy ?? "nobody that the stack knows"} in ${where}:\n${text}`

/** @returns what PostgreSQL has against it; null where nothing */
const parseOnly = (client: pg.Client, text: string): Promise<pg.DatabaseError | null> =>
  new Promise((done) => {
    const parsing = {
      submit(connection: pg.Connection) {
        connection.parse({ name: "", text, types: [] }, true)
        connection.sync()
      },
      handleError: done,
      handleReadyForQuery: () => done(null),
    }
    client.query(parsing)
  })
