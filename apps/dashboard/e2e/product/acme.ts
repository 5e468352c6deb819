import { mostKeysOfKind } from "@holdfast/protocol/dashboard"
import type { SegmentRule } from "@holdfast/protocol/flow"
import { newId } from "../../../server/src/db/new-id.ts"
import type { ApiKeyRow } from "../../../server/src/db/schema.ts"
import { installFlows } from "../../../server/src/flow/install-flows.ts"
import { starterFlow } from "../../../server/src/flow/starter-flow.ts"
import type { TestApp } from "../../../server/src/testing/test-app.ts"
import { flowVersion } from "../flows.ts"
import { fixtureNow } from "../rows.ts"
import type { Place } from "./people.ts"

/** What Acme Cloud has besides its people and its sessions, at the moment of the tests. */

const hoursAgo = (hours: number) => new Date(fixtureNow.getTime() - hours * 3_600_000)

const rule = (
  attribute: string,
  operand: SegmentRule["operand"],
  value: string,
  type: "STRING" | "NUMBER",
): SegmentRule => ({ attribute, operand, value: [value], type })

/** The Primary Flow, and three versions of another, of which the last is published now. */
export async function addFlows({ database }: TestApp, { acme }: Place): Promise<void> {
  const segment = {
    id: "seg_1",
    name: "Annual teams",
    enabled: true,
    priority: 0,
    filter: [
      rule("BILLING_INTERVAL", "INCLUDES", "YEAR", "STRING"),
      rule("teamSize", "GTE", "3", "NUMBER"),
      rule("PRODUCT_ID", "INCLUDES", "prod_1", "STRING"),
    ],
  }
  const blueprints = ["bp_1", "bp_2", "bp_3"].flatMap((id) => flowVersion(id)?.blueprint ?? [])
  const primary = {
    id: "primary_1",
    flowId: "flow_primary",
    name: "Primary Flow",
    segmentId: null,
    version: 1,
    publishedAt: hoursAgo(9000).toISOString(),
    content: starterFlow(),
  }
  const flows = {
    segments: [segment],
    flows: [
      { id: primary.flowId, segmentId: null, arm: null, name: primary.name },
      { id: "flow_1", segmentId: segment.id, arm: null, name: segment.name },
    ],
    blueprints: [primary, ...blueprints],
  }
  await installFlows(database.db, acme.id, flows, fixtureNow)
}

/** The secret of key 3, which is accepted, is "key 3". */
function keyRow(
  { secret }: TestApp,
  { acme, ada }: Place,
  number: number,
  facts: Partial<ApiKeyRow>,
): ApiKeyRow {
  const kind = facts.kind ?? "flow"
  const prefix = { flow: "flow_", "data-live": "live_data_", "data-test": "test_data_", config: "config_" }[
    kind
  ]
  return {
    workspace_id: acme.id,
    id: newId(hoursAgo(number * 200)),
    kind,
    name: "Checkout server",
    hint: `${prefix}K${String(number).padStart(3, "0")}`,
    hash: kind === "flow" ? null : Buffer.from(`key ${number}`),
    sealed: kind === "flow" ? secret.seal(`key ${number}`) : null,
    created_at: hoursAgo(number * 200),
    creator_kind: "person",
    creator_id: ada,
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
    ...facts,
  }
}

/** Keys in every state. */
export async function addKeys(server: TestApp, place: Place): Promise<void> {
  const key = (number: number, facts: Partial<ApiKeyRow>) => keyRow(server, place, number, facts)
  const keys = [
    key(1, { last_used_at: hoursAgo(0.1) }),
    key(2, { expires_at: hoursAgo(-20), last_used_at: hoursAgo(2) }),
    key(3, { name: "Made on the command line", creator_kind: "command", creator_id: null }),
    key(4, { name: "Old shop", revoked_at: hoursAgo(300), last_used_at: hoursAgo(400) }),
    key(5, { expires_at: hoursAgo(700) }),
    key(6, {
      kind: "data-live",
      name: "Warehouse connector",
      creator_id: "somebody who left",
      last_used_at: hoursAgo(26),
    }),
    key(7, { kind: "data-test", name: "First keys", creator_kind: "start", creator_id: null }),
  ]
  await server.database.db.insertInto("api_key").values(keys).execute()
}

/** Flow keys, until the workspace may have no more of them. */
export async function fillKeys(server: TestApp, place: Place): Promise<void> {
  const keys = Array.from({ length: mostKeysOfKind - 2 }, (_, at) => keyRow(server, place, 10 + at, {}))
  await server.database.db.insertInto("api_key").values(keys).execute()
}

/** Mail in every state. */
export async function addMail({ database, secret }: TestApp, { acme }: Place): Promise<void> {
  const minutesAgo = (minutes: number) => hoursAgo(minutes / 60)
  const text = "Come in.\n\nAccept:\nhttps://example.com/\n"
  const harm = "<script>parent.document.body.textContent = 'taken over'</script>"
  const html = `<!doctype html><html><body style="background:#f6f7f7"><h1>Join</h1><p>Come in.</p>${harm}
<a href="https://example.com/" target="_top">Accept</a></body></html>`
  const sealed = secret.seal(JSON.stringify({ text, html }))
  const mail = (number: number, subject: string) => ({
    id: newId(minutesAgo(number * 5)),
    workspace_id: acme.id,
    kind: "invitation" as const,
    recipient: "grace@example.com",
    subject,
    sealed,
    is_personal: false,
    state: "queued" as const,
    attempts: 0,
    due_at: minutesAgo(-4),
    last_error: null,
    created_at: minutesAgo(number * 5),
    sent_at: null,
    expires_at: hoursAgo(-7 * 24),
  })
  const mails = [
    {
      ...mail(1, "Join Acme Cloud on Holdfast"),
      attempts: 3,
      last_error: "The mail server could not be reached or did not answer as it should: connect ECONNREFUSED",
    },
    { ...mail(2, "Choose a new password"), kind: "password-reset" as const, is_personal: true },
    {
      ...mail(3, "Your export could not be finished"),
      kind: "export-failed" as const,
      state: "failed" as const,
      attempts: 1,
      last_error: "The mail server does not take mail for this recipient: 550 5.1.1 no such user",
    },
    {
      ...mail(4, "Your export is ready"),
      kind: "export-ready" as const,
      state: "sent" as const,
      attempts: 1,
      sealed: null,
      sent_at: minutesAgo(19),
    },
    {
      ...mail(5, "Expired"),
      state: "failed" as const,
      last_error: "It expired before it was sent.",
      sealed: null,
      expires_at: minutesAgo(1),
    },
  ]
  await database.db.insertInto("mail").values(mails).execute()
}

/** As many sent mails, older than all others. */
export async function addSentMail({ database }: TestApp, { acme }: Place, count: number): Promise<void> {
  const mails = Array.from({ length: count }, (_, at) => ({
    id: newId(hoursAgo(24 + at)),
    workspace_id: acme.id,
    kind: "invitation" as const,
    recipient: "grace@example.com",
    subject: `Mail ${at + 1}`,
    sealed: null,
    is_personal: false,
    state: "sent" as const,
    attempts: 1,
    due_at: hoursAgo(24 + at),
    last_error: null,
    created_at: hoursAgo(24 + at),
    sent_at: hoursAgo(24 + at),
    expires_at: hoursAgo(-24),
  }))
  await database.db.insertInto("mail").values(mails).execute()
}

/** A change of a role, a look at a customer, and a setting that a command changed. */
export async function addAudit({ database }: TestApp, { acme, ada, grace }: Place): Promise<void> {
  const entry = (number: number) => ({
    workspace_id: acme.id,
    id: newId(hoursAgo(number)),
    at: hoursAgo(number),
    actor_kind: "person" as const,
    detail: "{}",
    target_kind: null,
    target_id: null,
    target_name: null,
  })
  const entries = [
    {
      ...entry(0),
      actor_id: ada,
      actor_name: "owner@example.com",
      address: "192.0.2.7",
      action: "role.changed" as const,
      target_kind: "person",
      target_id: grace,
      target_name: "grace@example.com",
      detail: JSON.stringify({ before: "viewer", after: "admin" }),
    },
    {
      ...entry(1),
      actor_id: grace,
      actor_name: "grace@example.com",
      address: "2001:db8::7",
      action: "profile.viewed" as const,
      target_kind: "customer",
      target_id: "cus_ada",
      target_name: "cus_ada",
      detail: JSON.stringify({ mode: "live" }),
    },
    {
      ...entry(2),
      actor_kind: "command" as const,
      actor_id: null,
      actor_name: "holdfast workspace",
      address: null,
      action: "settings.changed" as const,
      detail: JSON.stringify({
        before: { hasCustomerProfiles: true },
        after: { hasCustomerProfiles: false },
      }),
    },
  ]
  await database.db.insertInto("audit_entry").values(entries).execute()
}

/** As many looks at the mail, older than all other entries. */
export async function addAuditEntries({ database }: TestApp, { acme }: Place, count: number): Promise<void> {
  const entries = Array.from({ length: count }, (_, at) => ({
    workspace_id: acme.id,
    id: newId(hoursAgo(24 + at)),
    at: hoursAgo(24 + at),
    actor_kind: "command" as const,
    actor_id: null,
    actor_name: "holdfast mail",
    address: null,
    action: "mail.read" as const,
    target_kind: null,
    target_id: null,
    target_name: null,
    detail: "{}",
  }))
  await database.db.insertInto("audit_entry").values(entries).execute()
}

/** A view of Grace's that everybody sees. */
export async function addView(
  { database }: TestApp,
  { acme, grace }: Place,
  { name, search }: { name: string; search: string },
): Promise<void> {
  const view = { name, search, workspace_id: acme.id, owner_id: grace, is_shared: true }
  const times = { created_at: fixtureNow, updated_at: fixtureNow }
  await database.db
    .insertInto("saved_view")
    .values({ ...view, ...times, id: newId(fixtureNow) })
    .execute()
}
