import type { CompiledQuery, RawBuilder } from "kysely"
import type pg from "pg"
import { takenLocks } from "./begin-locked.ts"
import type { Db } from "./database.ts"
import { isConnectionLost } from "./is-database-away.ts"
import { connectTo, giveBack } from "./lost-connections.ts"
import { queryOn, withinTransaction } from "./on-client.ts"

/** A transaction on a connection that takes a statement before it has answered the one before. */
export interface PipelinedTransaction {
  trx: Db
  /**
   * Sends the last statements and the commit behind them, in one trip. Where one of them is refused, PostgreSQL takes
   * everything back, as it commits nothing that has failed.
   */
  commitWith(...last: readonly RawBuilder<unknown>[]): Promise<void>
}

/**
 * As `lockedTransaction`, in half of the trips: what `work` asks first travels with the beginning, and its last
 * statements with the end, when it says so by `commitWith`.
 * @param pool whose connections are pipelined
 */
export async function pipelinedTransaction<T>(
  pool: pg.Pool,
  lockedNames: string | readonly string[],
  work: (transaction: PipelinedTransaction) => Promise<T>,
): Promise<T> {
  const client = await connectTo(pool)
  /** The commit was sent. It ends the transaction also where it is refused, so nothing is left to roll back. */
  let isOver = false
  let failure: unknown = null
  const trx = withinTransaction(client)
  const send = ({ sql, parameters }: CompiledQuery) => queryOn(client)(sql, parameters)
  const commitWith = async (...last: readonly RawBuilder<unknown>[]) => {
    const statements = last.map((each) => each.compile(trx))
    isOver = true
    // the first that is refused is the first that is answered: those behind it are only told that it failed
    throwRefused(await Promise.allSettled([...statements.map(send), client.query("commit")]))
  }
  try {
    const begun = [client.query("begin"), send(takenLocks(lockedNames).compile(trx))]
    const done = work({ trx, commitWith })
    // all to their ends: until then a transaction whose lock failed refuses whatever the work still asks
    throwRefused(await Promise.allSettled([...begun, done]))
    if (!isOver) await commitWith()
    return await done
  } catch (error) {
    failure = error
    // on a connection that is gone there is nothing left to roll back
    if (!isOver && !isConnectionLost(error)) await client.query("rollback").catch(() => {})
    throw error
  } finally {
    giveBack(pool, client, failure)
  }
}

/** The first refusal is the reason of those behind it. */
function throwRefused(answers: readonly PromiseSettledResult<unknown>[]): void {
  const refused = answers.find(({ status }) => status === "rejected")
  if (refused?.status === "rejected") throw refused.reason
}
