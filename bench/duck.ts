import { createWriteStream, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { pipeline } from "node:stream/promises"
import { DuckDBInstance } from "@duckdb/node-api"
import type pg from "pg"
import { to as copyTo } from "pg-copy-streams"
import { dimensions } from "./dimensions.ts"

/** A row of an answer: texts, numbers, truth values and nulls. */
export type DuckRow = readonly unknown[]

/** DuckDB, a column store within this process, with the sessions of one workspace as its table `s`. */
export interface Duck {
  ask(sql: string, values?: readonly string[]): Promise<DuckRow[]>
  close(): void
}

/** A column of the table: its SQL for PostgreSQL, and its type in DuckDB. */
interface DuckColumn {
  name: string
  type: string
  sql: string
}

const columns: readonly DuckColumn[] = [
  { name: "created_at", type: "timestamp", sql: "s.created_at at time zone 'UTC'" },
  { name: "mode", type: "varchar", sql: "s.mode" },
  ...Object.entries(dimensions).map(([name, { sql, type }]) => ({ name, type, sql })),
]

/**
 * Loads what the questions are about, every dimension in a column of its own, so that DuckDB has as little to do as it
 * can. It works on one thread: with all of them the floor would depend on how many cores the machine has.
 * @param more columns beside the time, the mode and the dimensions
 */
export async function loadDuck(
  client: pg.Client,
  workspaceId: string,
  more: readonly DuckColumn[] = [],
): Promise<Duck> {
  const all = [...columns, ...more]
  const folder = mkdtempSync(join(tmpdir(), "holdfast-duck-"))
  try {
    const file = join(folder, "sessions.csv")
    const select = all.map(({ sql }) => sql).join(", ")
    const id = client.escapeLiteral(workspaceId)
    const copy = copyTo(
      `copy (select ${select} from session s where s.workspace_id = ${id}) to stdout (format csv)`,
    )
    await pipeline(client.query(copy), createWriteStream(file))
    const instance = await DuckDBInstance.create(":memory:", { threads: "1" })
    const connection = await instance.connect()
    const ask = async (sql: string, values: readonly string[] = []) =>
      (await connection.runAndReadAll(sql, [...values])).getRowsJS()
    await ask(`create table s (${all.map(({ name, type }) => `"${name}" ${type}`).join(", ")})`)
    // an empty text stands in quotes, none does not
    await ask(`copy s from '${file}' (format csv, header false, nullstr '', allow_quoted_nulls false)`)
    return {
      ask,
      close() {
        connection.closeSync()
        instance.closeSync()
      },
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
