import {
  type PostgresCursor,
  type PostgresPool,
  type PostgresPoolClient,
  type PostgresQueryResult,
  sql,
} from "kysely"
import type pg from "pg"
import { connectTo, giveBack } from "./lost-connections.ts"

const mark = "/* prepared */"

/**
 * Stands behind the first word of a statement that PostgreSQL is to parse and plan once for each connection; all others
 * are planned each time. Only for statements that are always written the same, and whose plan does not depend on the
 * values. In a builder: `.modifyFront(prepared)`.
 */
export const prepared = sql.raw(mark)

/** The pool as Kysely takes it, with a name for every statement that is marked as `prepared`. */
export function preparingPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>()
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await connectTo(pool)
      let failure: unknown = null
      const { query } = preparingClient(client, names, (error) => {
        failure = error
      })
      return { query, release: () => giveBack(pool, client, failure) }
    },
  }
}

/**
 * @param names of the statements that were marked, one map for all connections of a pool
 * @param onFailure hears with what each statement ended that failed
 */
export function preparingClient(
  client: pg.PoolClient,
  names: Map<string, string>,
  onFailure: (error: unknown) => void = () => {},
): PostgresPoolClient {
  const nameOf = (text: string): string => {
    const name = names.get(text) ?? `holdfast ${names.size + 1}`
    names.set(text, name)
    return name
  }
  function query<R>(text: string, values: readonly unknown[]): Promise<PostgresQueryResult<R>>
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>
  function query<R>(
    statement: string | PostgresCursor<R>,
    values: readonly unknown[] = [],
  ): Promise<PostgresQueryResult<R>> | PostgresCursor<R> {
    if (typeof statement !== "string") return client.query(statement as PostgresCursor<R> & pg.Submittable)
    const isMarked = statement.slice(0, 40).includes(mark)
    const result: Promise<unknown> = client.query({
      text: statement,
      values: [...values],
      ...(isMarked && { name: nameOf(statement) }),
    })
    result.catch(onFailure)
    // `pg` says less of the command than Kysely does
    return result as Promise<PostgresQueryResult<R>>
  }
  return { query, release: (destroy?: boolean) => client.release(destroy) }
}
