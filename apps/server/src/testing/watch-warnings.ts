import pg from "pg"
import { afterAll, afterEach } from "vitest"

/**
 * Fails a test in which PostgreSQL warned of something, on whatever connection: it says so of what it then leaves undone,
 * such as a `begin` within a transaction.
 */
const found: string[] = []
/** Who has a connection's statement stopped cannot know that the connection has just gone by itself. */
const wasGone = /^PID \d+ is not a PostgreSQL backend process$/
const connect = pg.Client.prototype.connect
Object.assign(pg.Client.prototype, {
  connect(this: pg.Client, ...given: unknown[]): unknown {
    this.on("notice", ({ severity, message }) => {
      if (severity === "WARNING" && !wasGone.test(`${message}`)) found.push(`${message}`)
    })
    return Reflect.apply(connect, this, given)
  },
})
afterEach(report)
afterAll(report)

function report(): void {
  if (found.length > 0) throw new Error(["PostgreSQL warned:", ...found.splice(0)].join("\n"))
}
