import { randomUUID } from "node:crypto"
import { type KeyKind, keyKinds } from "@holdfast/protocol"
import { createKey } from "../../account/change-keys.ts"
import type { KeyDeed } from "../../account/key-deed.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import { createView } from "../../saved-view/saved-views.ts"
import { authHash, type TestApp, type TestWorkspace } from "../../testing/test-app.ts"

/** A workspace with something of everything, and what makes more of it. */
export interface PermissionPlace extends TestWorkspace {
  sessionId: string
  customerId: string
  /** A key of the kind, without its secret; answers its id. */
  newKey(kind: KeyKind): Promise<string>
  newView(ownerId: string, isShared?: boolean): Promise<string>
  /** An unsent mail in the outbox; a personal one lets its recipient in as themselves. */
  newMail(isPersonal?: boolean): Promise<string>
}

export async function makePermissionPlace(server: TestApp, name: string): Promise<PermissionPlace> {
  const workspace = await server.addWorkspace(name)
  const { db } = server.database
  const now = new Date("2026-11-01T12:00:00.000Z")
  const later = new Date("2026-11-08T12:00:00.000Z")
  const customerId = `cus_${workspace.appId}`
  const opened = await server.app.inject({
    method: "POST",
    url: "/v1/flow/open",
    payload: {
      app: workspace.appId,
      customerId,
      authHash: authHash(workspace, customerId),
      run: randomUUID(),
      startedAt: 1000,
      sentAt: 1000,
    },
  })
  const deed: KeyDeed = {
    workspaceId: workspace.id,
    kinds: keyKinds,
    actor: { kind: "command", name: "test" },
    now,
  }
  return {
    ...workspace,
    sessionId: opened.json().sessionId,
    customerId,
    async newKey(kind) {
      await db
        .deleteFrom("api_key")
        .where("workspace_id", "=", workspace.id)
        .where("name", "=", "x")
        .execute()
      const made = await createKey(db, server.secret, deed, { kind, name: "x" })
      if (typeof made === "string") throw new Error(made)
      return made.key.id
    },
    async newView(userId, isShared = false) {
      const view = { name: randomUUID(), search: "", isShared }
      const made = await createView(db, { workspaceId: workspace.id, userId }, view, now)
      if (typeof made === "string") throw new Error(made)
      return made.id
    },
    async newMail(isPersonal = false) {
      const subject = randomUUID()
      const content = mailContent({ subject, paragraphs: ["Welcome."] })
      const mail = {
        kind: "invitation",
        to: "ada@example.com",
        content,
        isPersonal,
        expiresAt: later,
      } as const
      await queueMail(db, server.secret, { ...mail, workspaceId: workspace.id }, now)
      const made = db.selectFrom("mail").select("id").where("subject", "=", subject)
      return (await made.executeTakeFirstOrThrow()).id
    },
  }
}
