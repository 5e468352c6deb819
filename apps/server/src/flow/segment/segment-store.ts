import { primaryFlowName } from "@holdfast/protocol"
import { type SegmentRule, typedRule } from "@holdfast/protocol/flow"
import type { Kysely } from "kysely"
import { sql } from "kysely"
import { recordAudit } from "../../account/audit/record-audit.ts"
import type { Db } from "../../db/database.ts"
import { lockedTransaction } from "../../db/locked-transaction.ts"
import type { Tables } from "../../db/schema.ts"
import type { FlowChange } from "../edit/flow-change.ts"

/** More would be a mistake, and each is asked for every customer who opens a flow. */
export const mostSegments = 200

/** Changes of a workspace's segments wait for each other, so that their names and their order are what was looked at. */
export const changingSegments = <T>(db: Kysely<Tables>, workspaceId: string, work: (trx: Db) => Promise<T>) =>
  lockedTransaction(db, `segments ${workspaceId}`, work)

/** Whether another segment has the name, whatever the case; the Primary Flow has its own. */
export async function isNameTaken(
  db: Db,
  workspaceId: string,
  name: string,
  id: string | null,
): Promise<boolean> {
  if (name.toLowerCase() === primaryFlowName.toLowerCase()) return true
  const row = await db
    .selectFrom("segment")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where(sql<boolean>`lower(name) = lower(${name})`)
    .$if(id !== null, (query) => query.where("id", "<>", id ?? ""))
    .executeTakeFirst()
  return row !== undefined
}

/** How many segments there are, and the place behind all of them. */
export async function countSegments(db: Db, workspaceId: string): Promise<{ count: number; last: number }> {
  const row = await db
    .selectFrom("segment")
    .select((eb) => [eb.fn.countAll<string>().as("count"), eb.fn.max("priority").as("last")])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirstOrThrow()
  return { count: Number(row.count), last: row.last === null ? 0 : Number(row.last) + 1 }
}

/** Rules as they are stored, with the types of their values. */
export const storedRules = (rules: readonly SegmentRule[]): string => JSON.stringify(rules.map(typedRule))

const isPersonal = (value: string) => value.includes("@")

/** Rules as the audit log has them: of customers it holds no more than their id, so no addresses. */
export const rulesForAudit = (rules: readonly SegmentRule[]) =>
  rules.map(({ attribute, operand, value }) => {
    const hidden = value.filter((each) => attribute === "CUSTOMER_EMAIL" || isPersonal(each)).length
    const shown = value.filter((each) => attribute !== "CUSTOMER_EMAIL" && !isPersonal(each))
    return { attribute, operand, value: shown, ...(hidden > 0 && { addresses: hidden }) }
  })

/** In the transaction of the change. */
export const recordFlowAudit = (
  trx: Db,
  { workspaceId, actor, now: at }: FlowChange,
  action: "flow.archived" | "flow.unarchived" | "segment.created" | "segment.changed" | "segments.ordered",
  target: { kind: "flow" | "segment"; id: string; name: string } | null,
  detail: Record<string, unknown>,
) => recordAudit(trx, { workspaceId, actor, action, ...(target && { target }), detail, at })
