import { AsyncLocalStorage } from "node:async_hooks"
import { subscribe } from "node:diagnostics_channel"
import { ConnectionBuilder, TransactionBuilder } from "kysely"
import { afterAll, afterEach } from "vitest"
import { currentSender } from "./sender-of.ts"

/**
 * Fails a test in which somebody outside is asked within a transaction: its locks and its connection would be held for as
 * long as the other one takes. It sees whatever speaks HTTP, or opens a connection as SMTP does; those to PostgreSQL are
 * left out. Of `pipelinedTransaction`, which takes what browsers send, it knows nothing.
 */
const asked: string[] = []

/** Whose transaction the code is in. */
const transaction = new AsyncLocalStorage<string>()

/** Who may do it all the same, from the sources on, and why. */
const allowed: Readonly<Record<string, string>> = {
  "session/import/import-sessions.db.test.ts": "the test itself holds somebody up who imports from a server",
}

for (const { prototype } of [TransactionBuilder, ConnectionBuilder]) {
  const execute = prototype.execute
  Object.assign(prototype, {
    execute(this: unknown, work: (trx: unknown) => Promise<unknown>, ...more: unknown[]): unknown {
      const owner = currentSender() ?? "nobody that the stack knows"
      return Reflect.apply(execute, this, [
        (trx: unknown) => transaction.run(owner, () => work(trx)),
        ...more,
      ])
    },
  })
}

for (const channel of ["undici:request:create", "http.client.request.created", "net.client.socket"]) {
  subscribe(channel, () => {
    const owner = transaction.getStore()
    if (owner !== undefined && !(owner in allowed) && !isOfDatabase()) asked.push(`${owner} (${channel})`)
  })
}

/** A pool opens a connection for whoever asks next. */
const isOfDatabase = () => /[\\/]pg[\\/]lib[\\/]connection\.js/.test(new Error().stack ?? "")

afterEach(report)
afterAll(report)

function report(): void {
  const found = takeAsked()
  if (found.length > 0)
    throw new Error(["Somebody outside was asked in a transaction of:", ...found].join("\n"))
}

/** Who asked since the last look; nobody fails for it then. */
export const takeAsked = (): string[] => asked.splice(0)
