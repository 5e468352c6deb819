import pg from "pg"
import { afterAll, afterEach } from "vitest"

/**
 * Fails a test in which PostgreSQL warned of something, on whatever connection: it says so of what it then leaves undone,
 * such as a `begin` within a transaction.
 */
const found: string[] = []
const connect = pg.Client.prototype.connect
Object.assign(pg.Client.prototype, {
  connect(this: pg.Client, ...given: unknown[]): unknown {
    this.on("notice", ({ severity, message }) => {
      if (severity === "WARNING") found.push(`${message}`)
    })
    return Reflect.apply(connect, this, given)
  },
})
afterEach(report)
afterAll(report)

function report(): void {
  if (found.length > 0) throw new Error(["PostgreSQL warned:", ...found.splice(0)].join("\n"))
}
