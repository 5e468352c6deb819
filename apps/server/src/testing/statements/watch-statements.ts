import { writeFileSync } from "node:fs"
import { join } from "node:path"
import { loadModule } from "libpg-query"
import pg from "pg"
import { afterAll, afterEach, expect, inject } from "vitest"
import { allowedStatements, findAllowed } from "./allowed-statements.ts"
import { keepStatements } from "./keep-statements.ts"
import { isAboutDistributed, rule, whyNotOneWorkspace } from "./one-workspace.ts"
import { currentSender, isTest } from "./sender-of.ts"
import { isAboutSessions, noteOfSender } from "./session-senders.ts"

/**
 * Looks at every statement that the server sends in a test, whatever connection it sends it over, and fails the test for
 * one that does not name one workspace. What the test itself sends is its own affair: the stack tells who sends.
 * Where `TEST_STATEMENTS` names a folder, they are kept in it.
 */
await loadModule()
const found: string[] = []
const keptIn = process.env.TEST_STATEMENTS
const keep = keptIn === undefined ? null : keepStatements(keptIn)
const keptTexts = new Set<string>()
const send = pg.Client.prototype.query
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...sent: unknown[]): unknown {
    look(this, sent)
    return Reflect.apply(send, this, sent)
  },
})
const lend = pg.Pool.prototype.query
Object.assign(pg.Pool.prototype, {
  // as `pg` does it, but for the stack, which goes on through what is awaited
  async query(this: pg.Pool, ...sent: unknown[]): Promise<unknown> {
    if (typeof sent.at(-1) === "function") return Reflect.apply(lend, this, sent)
    const client = await this.connect()
    try {
      return await Reflect.apply(client.query, client, sent)
    } finally {
      client.release()
    }
  },
})
afterEach(report)
afterAll(report)

function look(client: pg.Client, [statement, parameters]: unknown[]): void {
  const text = typeof statement === "string" ? statement : fieldOf(statement, "text")
  const mustName = typeof text !== "string" || isAboutDistributed(text)
  if (!mustName && (keep === null || keptTexts.has(text))) return
  // before it is read: a test's thousand rows in one statement take half a second
  const sender = currentSender()
  if (sender !== null && isTest(sender)) return
  if (typeof text === "string" && keep !== null && !keptTexts.has(text)) {
    keptTexts.add(text)
    keep({ text, sentBy: sender, test: testPath(), schema: schemaOf(client) })
  }
  if (!mustName) return
  if (sender !== null && isAboutSessions(String(text))) noteSender(sender)
  const values = [fieldOf(statement, "values"), parameters].find(Array.isArray) ?? []
  const why =
    typeof text === "string" ? whyNotOneWorkspace(text, values) : "It has no text that can be looked at."
  if (why === null) return
  const allowed = findAllowed(sender, String(text))
  if (allowed in allowedStatements) writeFileSync(join(inject("allowed"), String(allowed)), "")
  else found.push(`${why}\n  sent by ${sender ?? "nobody that the stack knows"}:\n${text}`)
}

const noted = new Set<string>()

function noteSender(sender: string): void {
  const note = noteOfSender(sender, testPath())
  if (!noted.has(note)) writeFileSync(join(inject("senders"), note), "")
  noted.add(note)
}

const testPath = () => expect.getState().testPath ?? ""

const schemaOf = (client: pg.Client): string =>
  /search_path=(\w+)/.exec(String(Reflect.get(client, "connectionParameters").options))?.[1] ?? "public"

const fieldOf = (statement: unknown, name: "text" | "values"): unknown =>
  typeof statement === "object" && statement !== null ? Reflect.get(statement, name) : undefined

function report(): void {
  if (found.length > 0) throw new Error([rule, ...found.splice(0)].join("\n\n"))
}
