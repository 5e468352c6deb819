import type pg from "pg"
import { type CopyToStreamQuery, to as copyTo } from "pg-copy-streams"

/**
 * Sends a `copy … to stdout`, and gives its text. Who stops reading destroys it, and then nobody listens to it any more; what
 * PostgreSQL says of the end of the statement comes after that, and would end the process as an error that nobody heard.
 * Who reads is told of errors by the reading.
 */
export function copyOut(client: pg.ClientBase, statement: string): CopyToStreamQuery {
  const copy = client.query(copyTo(statement))
  copy.on("error", () => {})
  return copy
}
