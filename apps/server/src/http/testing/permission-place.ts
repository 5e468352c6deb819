import { randomUUID } from "node:crypto"
import { type ExportChoice, type KeyKind, keyKinds } from "@holdfast/protocol/dashboard"
import { createKey } from "../../account/change-keys.ts"
import type { KeysChange } from "../../account/key-change.ts"
import { createPerson } from "../../account/people/create-person.ts"
import { addMember } from "../../account/people.ts"
import { changeConnection } from "../../billing/connection/change-connection.ts"
import { acceptEveryKey } from "../../billing/testing/fake-key-check.ts"
import { newId } from "../../db/new-id.ts"
import { requestExport } from "../../export/request-export.ts"
import { abandonAbTest } from "../../flow/ab-test/move-ab-test.ts"
import { type MadeState, makeAbTest } from "../../flow/ab-test/testing/make-ab-test.ts"
import type { FlowChange } from "../../flow/edit/flow-change.ts"
import { saveDraft } from "../../flow/edit/save-draft.ts"
import { createSegment } from "../../flow/segment/create-segment.ts"
import { starterFlow } from "../../flow/starter-flow.ts"
import { addNote } from "../../insight/note/write-notes.ts"
import { mailContent } from "../../mail/mail-content.ts"
import { queueMail } from "../../mail/queue-mail.ts"
import { openRun } from "../../recording/testing/a-run.ts"
import { createView } from "../../saved-view/saved-views.ts"
import type { TestApp, TestWorkspace } from "../../testing/test-app.ts"
import { sendTest } from "../../webhook/deliveries.ts"
import { changeEndpoint, createEndpoint } from "../../webhook/endpoint/write-endpoints.ts"

/** How a file may look. */
export const anyExport: ExportChoice = {
  profile: "machine",
  columns: ["_id"],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

/** A workspace with something of everything, and what makes more of it. */
export interface PermissionPlace extends TestWorkspace {
  sessionId: string
  customerId: string
  /** A key of the kind, without its secret; answers its id. */
  newKey(kind: KeyKind): Promise<string>
  /** Somebody else who belongs to it, as a viewer. */
  colleagueId: string
  /** An open invitation; answers its id. */
  newInvitation(): Promise<string>
  /** The only export there is, waiting for its turn or with its file; answers its id. */
  newExport(state: "queued" | "done"): Promise<string>
  /** What is being edited of the Primary Flow, which is not what is live. */
  newDraft(): Promise<{ flowId: string; revision: number }>
  /** A segment of its own, turned off, with a flow that was never published. */
  newSegment(): Promise<{ segmentId: string; flowId: string }>
  /** A segment of its own whose flow was published. */
  newTestable(): Promise<string>
  /** An A/B test of a segment of its own; answers its id. */
  newTest(state: MadeState): Promise<string>
  /** The only connection to a billing system that there is anywhere, for test mode. */
  newConnection(): Promise<void>
  /** What that person noted beside the figures, or a program where it is null; answers its id. */
  newNote(authorId: string | null): Promise<string>
  /** A session whose run is being recorded; answers its id. */
  newRecording(): Promise<string>
  newView(ownerId: string, isShared?: boolean): Promise<string>
  /** An endpoint that was turned off, and a test delivery to it; answers their ids. */
  newWebhook(): Promise<{ endpointId: string; deliveryId: string }>
  /** An unsent mail in the outbox; a personal one lets its recipient in as themselves. */
  newMail(isPersonal?: boolean): Promise<string>
  /** A cancellation that waits for a person, or that one has settled; answers its id. */
  newRequest(isSettled?: boolean): Promise<string>
}

export async function makePermissionPlace(server: TestApp, name: string): Promise<PermissionPlace> {
  const workspace = await server.addWorkspace(name)
  const { db } = server.database
  const now = new Date("2026-11-01T12:00:00.000Z")
  const later = new Date("2026-11-08T12:00:00.000Z")
  const customerId = `cus_${workspace.appId}`
  const { sessionId } = await openRun(server, workspace, { customerId })
  const colleagueId = await createPerson(
    db,
    {
      email: `colleague@${workspace.appId}.example.com`,
      name: "Colleague",
      isVerified: true,
      passwordHash: "none",
    },
    now,
  )
  if (colleagueId === null) throw new Error("The colleague is there already")
  await addMember(db, workspace.id, colleagueId, "viewer", now)
  const change: KeysChange = {
    workspaceId: workspace.id,
    kinds: keyKinds,
    actor: { kind: "command", name: "test" },
    now,
  }
  const newSegment = async () => {
    // there may be only so many
    for (const table of ["segment", "flow_draft"] as const) {
      await db.deleteFrom(table).where("workspace_id", "=", workspace.id).execute()
    }
    await db
      .deleteFrom("flow")
      .where("workspace_id", "=", workspace.id)
      .where("segment_id", "is not", null)
      .execute()
    const primary = await db
      .selectFrom("flow")
      .select("id")
      .where("workspace_id", "=", workspace.id)
      .executeTakeFirstOrThrow()
    const asked = { name: randomUUID(), rules: [], copyOf: primary.id }
    const flowChange: FlowChange = { workspaceId: workspace.id, actor: change.actor, now }
    await db.deleteFrom("ab_test").where("workspace_id", "=", workspace.id).execute()
    const made = await createSegment({ db }, flowChange, asked)
    if (made.kind !== "created") throw new Error(made.kind)
    return made
  }
  const newTest = async (state: MadeState) => {
    await newSegment()
    const writer = { db, announce: () => {} }
    const flowChange: FlowChange = { workspaceId: workspace.id, actor: change.actor, now }
    return (await makeAbTest(writer, flowChange, state)).testId
  }
  return {
    ...workspace,
    sessionId,
    customerId,
    colleagueId,
    async newInvitation() {
      const id = newId(now)
      await db
        .insertInto("invitation")
        .values({
          workspace_id: workspace.id,
          id,
          email: `${id}@example.com`,
          role: "viewer",
          token_hash: Buffer.from(id),
          invited_by: colleagueId,
          created_at: now,
          expires_at: later,
        })
        .execute()
      return id
    },
    async newExport(state) {
      await db.deleteFrom("export").where("workspace_id", "=", workspace.id).execute()
      const person = { id: colleagueId, email: "colleague@example.com" }
      const made = await requestExport(
        db,
        {
          filter: { workspaceId: workspace.id, mode: "live" },
          choice: anyExport,
          words: { full: "Live", audit: "Live" },
          search: null,
          person,
          rowsExpected: 1,
          fileName: "sessions.csv",
        },
        { kind: "command", name: "test" },
        now,
      )
      if (typeof made === "string") throw new Error(made)
      if (state === "done") await server.exports.workOff()
      return made.id
    },
    async newKey(kind) {
      await db
        .deleteFrom("api_key")
        .where("workspace_id", "=", workspace.id)
        .where("name", "=", "x")
        .execute()
      const made = await createKey(db, server.secret, change, { kind, name: "x" })
      if (typeof made === "string") throw new Error(made)
      return made.key.id
    },
    newRecording: async () => (await openRun(server, workspace, { customerId: randomUUID() })).sessionId,
    newSegment,
    newTest,
    async newTestable() {
      const testId = await newTest("draft")
      const { segment_id } = await db
        .selectFrom("ab_test")
        .select("segment_id")
        .where("workspace_id", "=", workspace.id)
        .where("id", "=", testId)
        .executeTakeFirstOrThrow()
      const flowChange: FlowChange = { workspaceId: workspace.id, actor: change.actor, now }
      await abandonAbTest({ db, announce: () => {} }, flowChange, testId)
      return segment_id
    },
    async newDraft() {
      const flow = await db
        .selectFrom("flow")
        .select(["id", "draft_revision"])
        .where("workspace_id", "=", workspace.id)
        .where("segment_id", "is", null)
        .executeTakeFirstOrThrow()
      const flowChange: FlowChange = { workspaceId: workspace.id, actor: change.actor, now }
      const content = {
        ...starterFlow(),
        branding: { primaryColor: null, brandImage: `https://example.com/${randomUUID()}.png` },
      }
      const saved = await saveDraft({ db, announce: () => {} }, flowChange, flow.id, {
        content,
        revision: flow.draft_revision,
      })
      if (saved.kind !== "saved") throw new Error(saved.kind)
      return { flowId: flow.id, revision: saved.revision }
    },
    async newConnection() {
      await db.deleteFrom("billing_connection").execute()
      const changer = { db, secret: server.secret, checkKey: acceptEveryKey }
      const ofTest = { workspaceId: workspace.id, mode: "test", actor: change.actor, now } as const
      const made = await changeConnection(changer, ofTest, { key: "rk_test_1234" })
      if (made.kind !== "changed") throw new Error(made.reason)
    },
    async newNote(authorId) {
      const actor =
        authorId === null
          ? ({ kind: "key", id: "key", name: "Deploys", address: "192.0.2.7" } as const)
          : ({ kind: "person", id: authorId, name: "x@example.com", address: "192.0.2.7" } as const)
      const writing = { workspaceId: workspace.id, timeZone: "UTC", actor, now }
      const note = await addNote(db, writing, { at: { instant: now }, text: "Prices went up" })
      if (!note) throw new Error("There are too many notes")
      return note.id
    },
    async newView(userId, isShared = false) {
      const view = { name: randomUUID(), search: "", isShared }
      const made = await createView(db, { workspaceId: workspace.id, userId }, view, now)
      if (typeof made === "string") throw new Error(made)
      return made.id
    },
    async newRequest(isSettled = false) {
      const id = newId(now)
      await db
        .insertInto("action_request")
        .values({
          workspace_id: workspace.id,
          id,
          mode: "live",
          customer_id: customerId,
          action: "cancel",
          body: "{}",
          requested_at: now,
          person_called_at: now,
          ...(isSettled && { state: "applied", settled_at: now, settled_by_kind: "person" }),
        })
        .execute()
      return id
    },
    async newWebhook() {
      const by = { workspaceId: workspace.id, actor: change.actor, now }
      // there may be only so many
      await db.deleteFrom("webhook_endpoint").where("workspace_id", "=", workspace.id).execute()
      const made = await createEndpoint(db, server.secret, by, {
        url: "https://example.com/",
        modes: ["live"],
        events: ["session"],
      })
      if (typeof made === "string") throw new Error(made)
      await changeEndpoint(db, by, made.endpoint.id, { state: "off" })
      const delivery = await sendTest(db, by, made.endpoint.id)
      if (typeof delivery === "string") throw new Error(delivery)
      return { endpointId: made.endpoint.id, deliveryId: delivery.id }
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
