import type { Kysely } from "kysely"
import { sql } from "kysely"
import { recordAudit } from "../account/audit/record-audit.ts"
import type { Teller } from "../billing/tell-of-waiting.ts"
import type { Db } from "../db/database.ts"
import type { Tables } from "../db/schema.ts"
import { queueMail } from "../mail/queue-mail.ts"
import { type EndpointRow, endpointUpdate, lockEndpoint, targetOf } from "./endpoint/endpoint-change.ts"
import { turnOff } from "./endpoint/write-endpoints.ts"
import { failingMail, turnedOffMail } from "./webhook-mail.ts"

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** So long an endpoint fails until people are told. */
const untilTold = hourMs
/** So long an endpoint fails until it is turned off. */
const untilOff = 5 * dayMs
/** So long deliveries are kept. */
const keptMs = 30 * dayMs
const prunedAtOnce = 1000

/**
 * Tells people of endpoints that have failed for an hour, and turns those off that have failed for five days. The last
 * failure must lie so far behind the first: silence proves nothing.
 */
export async function judgeEndpoints(
  db: Kysely<Tables>,
  teller: Teller,
  workspaceId: string,
  now: Date,
): Promise<void> {
  const failing = await db
    .selectFrom("webhook_endpoint")
    .select(["id"])
    .where("workspace_id", "=", workspaceId)
    .where("state", "=", "on")
    .where("failing_since", "<=", new Date(now.getTime() - untilTold))
    .execute()
  for (const { id } of failing) {
    await db.transaction().execute(async (trx) => {
      const row = await lockEndpoint(trx, workspaceId, id)
      if (row?.state !== "on" || !row.failing_since) return
      const failedMs = (row.last_failed_at ?? row.failing_since).getTime() - row.failing_since.getTime()
      if (failedMs >= untilOff) {
        await turnOff(trx, row, "failed", now)
        await recordAudit(trx, {
          ...{ workspaceId, actor: { kind: "job", name: "tend-webhooks" }, at: now },
          ...{ action: "webhook.disabled", target: targetOf(row) },
          detail: { before: "on", after: "failed", failingSince: row.failing_since.toISOString() },
        })
        await tell(trx, teller, row, "off", now)
      } else if (!row.warned_at && now.getTime() - row.failing_since.getTime() >= untilTold) {
        await endpointUpdate(trx, row).set({ warned_at: now }).execute()
        await tell(trx, teller, row, "failing", now)
      }
    })
  }
}

/** By mail to whoever manages endpoints. */
async function tell(
  trx: Db,
  { secret, url }: Teller,
  row: EndpointRow,
  what: "failing" | "off",
  now: Date,
): Promise<void> {
  const people = await trx
    .selectFrom("member")
    .innerJoin("workspace", "workspace.id", "member.workspace_id")
    .innerJoin("auth.user", "auth.user.id", "member.user_id")
    .select(["auth.user.email", "workspace.name", "workspace.app_id as appId"])
    .where("member.workspace_id", "=", row.workspace_id)
    .where("member.role", "in", ["owner", "admin", "developer"])
    .orderBy("auth.user.email")
    .execute()
  for (const { email: to, name, appId } of people) {
    const link = `${url}/webhooks/${row.id}?${new URLSearchParams({ workspace: appId })}`
    const said = { workspaceName: name, url: targetOf(row).name, since: row.failing_since ?? now, link }
    const content = what === "off" ? turnedOffMail(said) : failingMail(said)
    const mail = {
      workspaceId: row.workspace_id,
      kind: "webhook-failing",
      to,
      content,
      isPersonal: false,
    } as const
    await queueMail(trx, secret, { ...mail, expiresAt: new Date(now.getTime() + 7 * dayMs) }, now)
  }
}

/** Removes what was sent more than 30 days ago. @returns how many deliveries */
export async function pruneDeliveries(db: Db, workspaceId: string, now: Date): Promise<number> {
  for (let pruned = 0; ; ) {
    const { numAffectedRows } = await sql`
      with old as (
        select id from webhook_delivery
        where workspace_id = ${workspaceId} and created_at < ${new Date(now.getTime() - keptMs)}
        limit ${prunedAtOnce}
      ), tries as (
        delete from webhook_try using old where workspace_id = ${workspaceId} and delivery_id = old.id
      )
      delete from webhook_delivery using old
      where webhook_delivery.workspace_id = ${workspaceId} and webhook_delivery.id = old.id`.execute(db)
    pruned += Number(numAffectedRows ?? 0)
    if (Number(numAffectedRows ?? 0) < prunedAtOnce) return pruned
  }
}
