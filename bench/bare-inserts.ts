import { randomUUID } from "node:crypto"
import pg from "pg"
import type { Bench } from "./measure-fresh.ts"
import { atOnce, type WriteCost, writeCost } from "./write-cost.ts"

/**
 * The floor of all writing: the columns of a session into the same table without its secondary indexes, a durable
 * commit a row.
 */
export async function bareInserts({ server, clocks }: Bench): Promise<WriteCost> {
  const pool = new pg.Pool({ ...server.database, max: atOnce })
  await pool.query("drop table if exists bare_session")
  await pool.query(
    "create table bare_session (like session including defaults, primary key (workspace_id, id))",
  )
  const { rows, fields } = await pool.query("select * from session order by created_at desc limit 1")
  const columns = fields.map((field) => field.name)
  const marks = columns.map((_, i) => `$${i + 1}`).join(", ")
  const text = `insert into bare_session (${columns.join(", ")}) values (${marks})`
  const values = columns.map((name) => (name === "detail" ? JSON.stringify(rows[0][name]) : rows[0][name]))
  const idAt = columns.indexOf("id")
  const insert = () => {
    const own = [...values]
    own[idAt] = randomUUID()
    return pool.query({ name: "bare", text, values: own })
  }
  const cost = await writeCost({ node: clocks.here, postgres: clocks.postgres }, insert)
  await pool.query("drop table bare_session")
  await pool.end()
  return cost
}
