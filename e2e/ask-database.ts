import pg from "pg"
import { product } from "./product.ts"

/** Asks the product's own PostgreSQL, so that a screen can be held against it. Answers the rows. */
export async function askDatabase<Row>(sql: string, values: readonly unknown[] = []): Promise<Row[]> {
  const client = new pg.Client({ host: product.databaseSocket, user: "holdfast", database: "holdfast" })
  await client.connect()
  try {
    return (await client.query(sql, [...values])).rows as Row[]
  } finally {
    await client.end()
  }
}
