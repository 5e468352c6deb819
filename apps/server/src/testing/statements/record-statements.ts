import type pg from "pg"
import type { Database } from "../../db/database.ts"

/** A statement as it was sent. */
export interface Sent {
  text: string
  values: readonly unknown[]
}

/** Keeps what the connections of a database send from now on, those that are opened from now on. */
export function recordStatements({ pool, pipelined }: Pick<Database, "pool" | "pipelined">): {
  take(): Sent[]
} {
  const sent: Sent[] = []
  for (const each of [pool, pipelined]) each.on("connect", (client) => recordClient(client, sent))
  return { take: () => sent.splice(0) }
}

function recordClient(client: pg.PoolClient, sent: Sent[]): void {
  const send = client.query
  Object.assign(client, {
    query(this: pg.PoolClient, statement: unknown, ...others: unknown[]): unknown {
      const text = typeof statement === "string" ? statement : fieldOf(statement, "text")
      const values = [fieldOf(statement, "values"), others[0]].find(Array.isArray) ?? []
      sent.push({ text: String(text), values })
      return Reflect.apply(send, this, [statement, ...others])
    },
  })
}

const fieldOf = (statement: unknown, name: "text" | "values"): unknown =>
  typeof statement === "object" && statement !== null ? Reflect.get(statement, name) : undefined
