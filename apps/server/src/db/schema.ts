import type { BillingInterval, FlowAction, Mode, OfferAction, OfferType, SaveType } from "@holdfast/protocol"
import type {
  AbTestStep,
  AlertWatch,
  AuditAction,
  BillingPermissionName,
  DeliveredEvent,
  ExportChoice,
  FigureDifference,
  GoalFigure,
  MailKind,
  WebhookEvent,
  Weekday,
} from "@holdfast/protocol/dashboard"
import type { AutomaticTranslation, BlueprintContent } from "@holdfast/protocol/flow"
import type { BillingAct, Ignored } from "@holdfast/protocol/schema"
import type { ColumnType, SelectType } from "kysely"
import type { StoredTables } from "./tables.generated.ts"

/**
 * The tables as `migrations/*.sql` make them. Their columns are generated (`generate-row-types.ts`); here stands only what
 * SQL does not say of them. A row type is the table; what travels is in the protocol.
 */

/** By table and column, what a value is that is not null. */
interface Said {
  workspace: { return_addresses: string[] }
  billing_connection: { missing: BillingPermissionName[]; page_actions: OfferAction[] }
  segment: { filter: unknown[] }
  blueprint: { content: BlueprintContent; translated: AutomaticTranslation[] }
  flow_draft: { content: BlueprintContent }
  session: {
    save_type: SaveType
    billing_interval: BillingInterval
    offer_type: OfferType
    detail: Record<string, unknown>
    ignored: Ignored[]
  }
  recording: { packed: number[] }
  session_offer: { offer_type: OfferType; ended: "accepted" | "declined" | "ignored" }
  facet_block: { mode: Mode; ids: string[]; times: Date[] }
  facet_codes: { counts: number[] }
  facet_stale: { mode: Mode }
  figure_check: { differences: FigureDifference[] }
  goal: { figure: GoalFigure }
  ab_test: { steps: StoredStep[] }
  ab_test_exposure: { mode: Mode }
  action_request: { mode: Mode; action: FlowAction; body: BillingAct["body"] }
  webhook_endpoint: { modes: Mode[]; events: WebhookEvent[]; actions: FlowAction[] }
  webhook_delivery: { event: DeliveredEvent; mode: Mode }
  alert: { watch: AlertWatch; mailed: string[] }
  digest: { weekday: Weekday }
  mail: { kind: MailKind }
  audit_entry: { action: AuditAction; detail: Record<string, unknown> }
  export: { choice: ExportChoice; filter: Record<string, unknown> }
  export_choice: { choice: ExportChoice }
}

/** A step of a test's life; `by` is a person's id, null where none did it. */
export interface StoredStep {
  step: AbTestStep["step"]
  at: string
  by: string | null
}

export type Tables = Told<StoredTables, Said>

/** The tables with what is said of their columns, all of which there must be. */
type Told<Stored, S extends SayingOf<Stored, S>> = {
  [T in keyof Stored]: T extends keyof S ? ToldRow<Stored[T], S[T]> : Stored[T]
}

type ToldRow<Row, S> = { [C in keyof Row]: C extends keyof S ? ToldColumn<Row[C], S[C]> : Row[C] }

type ToldColumn<Column, Content> = Column extends null
  ? null
  : Column extends ColumnType<infer _, infer Insert, infer Update>
    ? ColumnType<Content, Insert, Update>
    : Content

/** Compiles where each column exists and holds such values, as far as SQL says. */
type SayingOf<Stored, S> = {
  [T in keyof S]: T extends keyof Stored
    ? { [C in keyof S[T]]: C extends keyof Stored[T] ? SelectType<Stored[T][C]> : never }
    : never
}

export type ApiKeyRow = Tables["api_key"]
export type BlueprintRow = Tables["blueprint"]
export type SessionRow = Tables["session"]
export type SessionSource = SessionRow["source"]
export type SessionOfferRow = Tables["session_offer"]
export type SessionChangeRow = Tables["session_change"]
export type ChangeKind = SessionChangeRow["kind"]
export type FacetStaleRow = Tables["facet_stale"]
export type AbTestRow = Tables["ab_test"]
export type FlowRow = Tables["flow"]
export type BillingConnectionRow = Tables["billing_connection"]
export type ActionRequestRow = Tables["action_request"]
export type WebhookEndpointRow = Tables["webhook_endpoint"]
export type WebhookDeliveryRow = Tables["webhook_delivery"]
export type NoteRow = Tables["note"]
export type AlertRow = Tables["alert"]
export type DigestRow = Tables["digest"]
export type MailRow = Tables["mail"]
export type AuditEntryRow = Tables["audit_entry"]
export type ExportRow = Tables["export"]
export type PasswordResetRow = Tables["auth.password_reset"]
