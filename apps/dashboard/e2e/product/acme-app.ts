import { join } from "node:path"
import type { Role } from "@holdfast/protocol"
import { sql, type Updateable } from "kysely"
import pg from "pg"
import { freePort } from "../../../../e2e/free-port.ts"
import type { Tables } from "../../../server/src/db/schema.ts"
import { libreTranslate } from "../../../server/src/flow/translate/libre-translate.ts"
import { serveFiles } from "../../../server/src/http/serve-files.ts"
import { type TestApp, testApp } from "../../../server/src/testing/test-app.ts"
import { cloneDatabase } from "../../../server/src/testing/test-postgres.ts"
import {
  type TestTranslationServer,
  testTranslationServer,
} from "../../../server/src/testing/test-translation-server.ts"
import { createSender } from "../../../server/src/webhook/send/create-sender.ts"
import { openPost } from "../../../server/src/webhook/send/open-post.ts"
import { fixtureNow, row } from "../rows.ts"
import type { PersonName, Place } from "./people.ts"
import { readPrepared } from "./prepared.ts"
import { type Recording, recordings, tableRow } from "./sessions.ts"

/** The real app, listening, with the built dashboard, on a database of its own in which Acme Cloud is. */
export interface AcmeApp extends TestApp {
  place: Place
  /** The translation server that it asks; null where none is configured. */
  translation: TestTranslationServer | null
  /** Brings sessions in, into the workspace of Acme Cloud unless another is named. */
  record(recording: Recording, workspace?: Place["acme"]): Promise<void>
  /** The customer of an open session closes the flow. */
  settle(number: number): Promise<void>
  /** Makes a person belong to a workspace, Acme Cloud unless another is named, as something else; null takes them out. */
  setRole(person: PersonName, role: Role | null, workspace?: Place["acme"]): Promise<void>
  changeWorkspace(
    change: Updateable<
      Pick<Tables["workspace"], "requires_two_factor" | "customer_profiles" | "single_click_compliance">
    >,
  ): Promise<void>
}

const root = join(import.meta.dirname, "../../../..")

interface AcmeOptions {
  /** Whether a mail server is configured. */
  hasMail: boolean
  /** Whether a translation server is. */
  hasTranslator?: boolean
  /** Whether webhooks are sent, also to this machine. */
  sendsWebhooks?: boolean
}

/** Sends webhooks by the tests' clock, which stands still: what is tried again is not due. Answers how to stop that. */
function startWebhooks({ database, secret }: TestApp): () => Promise<void> {
  const post = openPost(true)
  const log = { warn: (...words: unknown[]) => console.warn(...words) }
  const sender = createSender({
    ...{ database, secret, post, log, now: () => fixtureNow },
    systemOf: async () => null,
  })
  sender.start()
  return async () => {
    await sender.stop()
    post.close()
  }
}

export async function startAcmeApp({
  hasMail,
  hasTranslator = false,
  sendsWebhooks = false,
}: AcmeOptions): Promise<AcmeApp> {
  const { server, template, place } = readPrepared()
  const database = await cloneDatabase({ address: server, template })
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const translation = hasTranslator ? await testTranslationServer() : null
  const app = await testApp({
    database,
    url,
    isMailConfigured: hasMail,
    translator: translation && libreTranslate({ url: translation.url, key: null }),
    allowsPrivateWebhooks: sendsWebhooks,
  })
  app.setTime(fixtureNow)
  const widget = join(root, "packages/widget/dist")
  await app.players.keep(widget)
  await serveFiles(app.app, {
    dashboard: join(root, "apps/dashboard/dist"),
    widget,
    players: app.players,
  })
  await app.app.listen({ host: "127.0.0.1", port })
  const stopWebhooks = sendsWebhooks ? startWebhooks(app) : async () => {}
  return {
    ...app,
    place,
    translation,
    async record(recording, { id } = place.acme) {
      const rows = recordings[recording]().map((told) => tableRow(id, told))
      if (rows.length > 0) await database.db.insertInto("session").values(rows).execute()
    },
    async settle(number) {
      const facts = sql<string>`detail || '{"aborted": true}'`
      await database.db
        .updateTable("session")
        .set({ outcome: "abandoned", save_type: "ABANDON", settled_at: fixtureNow, detail: facts })
        .where("workspace_id", "=", place.acme.id)
        .where("id", "=", row(number, 0).id)
        .execute()
    },
    async setRole(person, role, { id: workspace_id } = place.acme) {
      const user_id = place[person]
      await database.db
        .deleteFrom("member")
        .where("workspace_id", "=", workspace_id)
        .where("user_id", "=", user_id)
        .execute()
      if (role === null) return
      const created_at = new Date(fixtureNow.getTime() - 24 * 3_600_000)
      await database.db.insertInto("member").values({ workspace_id, user_id, role, created_at }).execute()
    },
    async changeWorkspace(change) {
      const { id } = place.acme
      await database.db.updateTable("workspace").set(change).where("id", "=", id).execute()
    },
    async close() {
      await stopWebhooks()
      await app.close()
      await translation?.close()
      const client = new pg.Client(server)
      await client.connect()
      await client.query(`drop database ${database.name} with (force)`)
      await client.end()
    },
  }
}
