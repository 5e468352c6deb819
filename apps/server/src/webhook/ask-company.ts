import type { FlowAction, Mode } from "@holdfast/protocol"
import { readInstant } from "@holdfast/protocol"
import { sql } from "kysely"
import { Type } from "typebox"
import { Value } from "typebox/value"
import type { Secret } from "../account/secret.ts"
import type { Carrier } from "../billing/carrier-chain.ts"
import type { BillingProvider, BillingRequest, ProviderAnswer } from "../billing/provider.ts"
import type { Database, Db } from "../db/database.ts"
import { newId } from "../db/new-id.ts"
import { rememberByWorkspace } from "../db/remember-by-workspace.ts"
import { webhookBody } from "./queue-webhook.ts"
import { requestFacts } from "./request-news.ts"
import type { ClaimedDelivery, DueEndpoint } from "./send/claim-deliveries.ts"
import { letterOf } from "./send/letter-of.ts"
import { noteHealth } from "./send/note-health.ts"
import type { Post, Posted } from "./send/open-post.ts"

export interface CompanyOptions {
  database: Pick<Database, "db">
  secret: Secret
  post: Post
  now: () => Date
}

/** What is remembered of an endpoint: which requests are for it. Its address and its secret are read as it is asked. */
interface ActingEndpoint {
  id: string
  modes: Mode[]
  actions: FlowAction[]
}

/** A little less than whoever asks waits for. */
const limitMs = 7900

export interface CompanyServers {
  /** null where there is no such endpoint. */
  serverOf(workspaceId: string, mode: Mode): Promise<Carrier | null>
  /** The endpoints of a workspace have changed; other servers learn of it within 5 seconds. */
  forget(workspaceId: string): void
}

/**
 * The companies' own servers as what carries requests out: each action goes to the oldest endpoint that is on, has
 * `action.requested` among its events in this mode, and lists the action. Which there are is remembered for seconds, since every flow that
 * opens asks.
 * @param clock of what is remembered, in milliseconds
 */
export function createCompanyServers(options: CompanyOptions, clock?: () => number): CompanyServers {
  const { db } = options.database
  const remembered = rememberByWorkspace((workspaceId) => actingEndpoints(db, workspaceId), {
    ...(clock && { clock }),
  })
  return {
    async serverOf(workspaceId, mode) {
      const endpoints = (await remembered.of(workspaceId)).filter(({ modes }) => modes.includes(mode))
      if (endpoints.length === 0) return null
      const provider: BillingProvider = {
        capabilities: () => new Set(endpoints.flatMap(({ actions }) => actions)),
        async carryOut(request) {
          const acting = endpoints.find(({ actions }) => actions.includes(request.act.action))
          const endpoint = acting && (await readEndpoint(db, workspaceId, acting.id, request))
          return endpoint
            ? ask(options, endpoint, request)
            : { kind: "failed", reason: "No endpoint takes it." }
        },
        // asked again it might be done again: the company says by the API what became of it, or a person does
        outcomeOf: async () => ({ kind: "unknown" }),
      }
      return { name: "webhook", provider }
    },
    forget: remembered.forget,
  }
}

const actingEndpoints = (db: Db, workspaceId: string): Promise<ActingEndpoint[]> =>
  db
    .selectFrom("webhook_endpoint")
    .select(["id", "modes", "actions"])
    .where("workspace_id", "=", workspaceId)
    .where("state", "=", "on")
    .where(sql<boolean>`'action.requested' = any(events)`)
    .orderBy("created_at")
    .orderBy("id")
    .execute()

/** As it is now: one that was turned off a moment ago, or made for other requests, is not asked. */
const readEndpoint = (
  db: Db,
  workspaceId: string,
  id: string,
  { mode, act }: BillingRequest,
): Promise<DueEndpoint | undefined> =>
  db
    .selectFrom("webhook_endpoint")
    .select(["workspace_id", "id", "url", "secret", "old_secret", "old_secret_until", "failing_since"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .where("state", "=", "on")
    .where(
      sql<boolean>`'action.requested' = any(events) and ${mode} = any(modes) and ${act.action} = any(actions)`,
    )
    .executeTakeFirst()

/** Asks once. The delivery is on record before, so that the log has it also where this server dies. */
async function ask(
  { database: { db }, secret, post, now }: CompanyOptions,
  endpoint: DueEndpoint,
  request: BillingRequest,
): Promise<ProviderAnswer> {
  const at = now()
  const { workspace_id, id: endpoint_id } = endpoint
  const payload = webhookBody("action.requested", request.mode, at, { request: requestFacts(request) })
  const delivery: ClaimedDelivery = {
    ...{ workspace_id, id: newId(at), endpoint_id, payload },
    ...{ claim: 0, tries: 0, is_replay: false, delivered_at: null },
  }
  const { is_replay, ...row } = delivery
  await db
    .insertInto("webhook_delivery")
    .values({
      ...{ ...row, event: "action.requested", mode: request.mode, state: "failed", created_at: at },
      last_error: "Nobody heard the answer.",
    })
    .execute()
  const posted = await post.send({ ...letterOf(secret, endpoint, delivery, at), limitMs })
  await writeDown(db, delivery, posted, at)
  return answerOf(posted)
}

async function writeDown(db: Db, delivery: ClaimedDelivery, posted: Posted, at: Date): Promise<void> {
  const { workspace_id, id } = delivery
  const { status, answer, error, durationMs: duration_ms } = posted
  const has = error === null ? ({ state: "delivered", delivered_at: at } as const) : {}
  await db
    .updateTable("webhook_delivery")
    .set({ ...has, tries: 1, last_status: status, last_error: error })
    .where("workspace_id", "=", workspace_id)
    .where("id", "=", id)
    .execute()
  await db
    .insertInto("webhook_try")
    .values({
      ...{ workspace_id, delivery_id: id, n: 1, at, duration_ms },
      ...{ status, answer, error, is_replay: false },
    })
    .execute()
  await noteHealth(db, [{ delivery, posted, at }])
}

const Answer = Type.Object({
  result: Type.Enum(["applied", "scheduled", "refused"]),
  at: Type.Optional(Type.String({ maxLength: 40 })),
  message: Type.Optional(Type.String({ maxLength: 2000 })),
})

/** What is no answer of the three says that it will be said later. */
function answerOf({ status, answer, isUnsent, error }: Posted): ProviderAnswer {
  if (isUnsent) return { kind: "failed", reason: error ?? "" }
  const body = status === 200 ? parse(answer) : null
  if (!Value.Check(Answer, body)) return { kind: "unknown" }
  if (body.result === "applied") return { kind: "applied" }
  if (body.result === "refused")
    return { kind: "refused", reason: oneLine(body.message) || "It was refused." }
  const at = body.at === undefined ? null : readInstant(body.at)
  // what is planned has a day, or nobody knows when the subscription ends
  return at ? { kind: "scheduled", at } : { kind: "unknown" }
}

const oneLine = (text = "") => text.replace(/[\s\0]+/g, " ").trim()

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
