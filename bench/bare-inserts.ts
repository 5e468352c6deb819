import { randomUUID } from "node:crypto"
import pg from "pg"
import type { Bench } from "./measure-fresh.ts"
import { atOnce, type WriteCost, writeCost } from "./write-cost.ts"

/**
 * The floor of all writing: the columns of a session into the same table without its secondary indexes, a durable
 * commit a statement.
 * @param updates how often all columns of each row are written again
 */
export async function bareInserts({ server, clocks }: Bench, updates = 0): Promise<WriteCost> {
  const pool = new pg.Pool({ ...server.database, max: atOnce })
  await pool.query("drop table if exists bare_session")
  await pool.query(
    "create table bare_session (like session including defaults, primary key (workspace_id, id))",
  )
  const { rows, fields } = await pool.query("select * from session order by created_at desc limit 1")
  const columns = fields.map((field) => field.name)
  const marks = columns.map((_, i) => `$${i + 1}`)
  const text = `insert into bare_session (${columns.join(", ")}) values (${marks.join(", ")})`
  const idAt = columns.indexOf("id")
  const values = columns.map((name) => (name === "detail" ? JSON.stringify(rows[0][name]) : rows[0][name]))
  const assignments = columns.map((name, i) => `${name} = $${i + 1}`).join(", ")
  const [workspaceMark, idMark] = [marks[columns.indexOf("workspace_id")], marks[idAt]]
  const update = `update bare_session set ${assignments} where workspace_id = ${workspaceMark} and id = ${idMark}`
  const write = async () => {
    const own = [...values]
    own[idAt] = randomUUID()
    await pool.query({ name: "bare", text, values: own })
    for (let i = 0; i < updates; i++) await pool.query({ name: "bare update", text: update, values: own })
  }
  const cost = await writeCost({ node: clocks.here, postgres: clocks.postgres }, write)
  await pool.query("drop table bare_session")
  await pool.end()
  return cost
}
