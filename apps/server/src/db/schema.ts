import type {
  BillingInterval,
  Dimension,
  FlowAction,
  Mode,
  OutcomeKind,
  RequestState,
  Role,
  SaveType,
} from "@holdfast/protocol"
import type {
  ActorKind,
  AuditAction,
  ExportChoice,
  ExportState,
  GivenRole,
  KeyKind,
  MailKind,
  MailState,
} from "@holdfast/protocol/dashboard"
import type { BlueprintContent, FlowArm, OfferType } from "@holdfast/protocol/flow"
import type { BillingAct } from "@holdfast/protocol/schema"
import type { ColumnType, Generated, GeneratedAlways } from "kysely"

/** The tables as `migrations/*.sql` make them. A row type is the table; what travels is in the protocol. */

export interface WorkspaceRow {
  id: string
  app_id: string
  name: string
  time_zone: Generated<string>
  accepts_unverified: Generated<boolean>
  requires_flow_token: Generated<boolean>
  flow_token_max_age_seconds: Generated<number>
  customer_profiles: Generated<boolean>
  requires_two_factor: Generated<boolean>
  created_at: Date
}

export interface ApiKeyRow {
  workspace_id: string
  id: string
  kind: KeyKind
  name: string
  hint: string
  hash: Buffer | null
  sealed: Buffer | null
  created_at: Date
  creator_kind: "person" | "command" | "start"
  creator_id: string | null
  last_used_at: Date | null
  expires_at: Date | null
  revoked_at: Date | null
}

export interface SegmentRow {
  workspace_id: string
  id: string
  name: string
  enabled: boolean
  priority: number
  filter: Json<unknown[]>
  created_at: Date
}

export interface FlowRow {
  workspace_id: string
  id: string
  segment_id: string | null
  arm: FlowArm | null
  name: string
  created_at: Date
  archived_at: Date | null
}

export interface BlueprintRow {
  workspace_id: string
  id: string
  flow_id: string
  name: string
  version: number
  content: Json<BlueprintContent>
  published_at: Date
  published_by: string | null
  note: string | null
}

export interface FlowDraftRow {
  workspace_id: string
  flow_id: string
  content: Json<BlueprintContent>
  revision: number
  based_on: string | null
  updated_at: Date
  updated_by: string | null
}

export type SessionSource = "widget" | "sdk" | "import" | "demo"

export interface SessionRow {
  workspace_id: string
  id: string
  mode: Mode
  created_at: Date
  updated_at: Date
  outcome: OutcomeKind
  save_type: SaveType | null
  settled_at: Date | null
  bounced_by: string | null
  source: SessionSource
  verified: boolean
  client_key: string | null
  awaits_post: Generated<boolean>
  revision: number
  accepted_revision: number | null
  is_silent: boolean
  last_report_at: Date
  customer_id: string | null
  customer_email: string | null
  subscription_id: string | null
  subscription_start: Date | null
  age_months: number | null
  plan_id: string | null
  plan_price: number | null
  currency: string | null
  billing_interval: BillingInterval | null
  billing_interval_count: number | null
  on_trial: boolean | null
  segment_id: string | null
  blueprint_id: string | null
  abtest: string | null
  offer_type: OfferType | null
  coupon_id: string | null
  pause_duration: number | null
  survey_choice_id: string | null
  survey_choice_value: string | null
  followup_question: string | null
  followup_response: string | null
  feedback: string | null
  used_click_to_cancel: boolean | null
  custom_action_handler: string | null
  search_text: string
  /** What another server called the session, where that is no UUID. */
  foreign_id: string | null
  /** Rises by one with each change of the session. */
  sequence: Generated<number>
  detail: Json<Record<string, unknown>>
}

export type ChangeKind =
  | "opened"
  | "settled"
  | "corrected"
  | "reopened"
  | "bounced"
  | "unbounced"
  | "updated"
  | "deleted"

export interface SessionChangeRow {
  workspace_id: string
  /** A bigint, which `pg` reads as a text. */
  n: GeneratedAlways<string>
  session_id: string
  mode: Mode
  kind: ChangeKind
  sequence: number
  at: Date
}

export interface FacetBlockRow {
  workspace_id: string
  mode: Mode
  from_at: Date
  to_at: Date
  id: string
  size: number
  dimensions: string[]
  ids: string[]
  times: Date[]
}

export interface FacetBitsRow {
  workspace_id: string
  block_id: string
  dimension: Dimension
  value: string | null
  bits: string
}

export interface FacetCodesRow {
  workspace_id: string
  block_id: string
  dimension: Dimension
  values: (string | null)[]
  counts: number[]
  codes: Buffer
}

export interface FacetPieceRow {
  workspace_id: string
  block_id: string
  piece: string
}

export interface FacetStaleRow {
  workspace_id: string
  mode: Mode
  from_at: Date
  to_at: Date
}

export interface ActionRequestRow {
  workspace_id: string
  id: string
  session_id: string | null
  client_key: string | null
  mode: Mode
  customer_id: string
  subscription_id: string | null
  action: FlowAction
  body: Json<BillingAct["body"]>
  requested_at: Date
  state: Generated<RequestState>
  attempt: Generated<number>
  sending_until: Date | null
  ask_again_at: Date | null
  settled_at: Date | null
  scheduled_for: Date | null
  reason: string | null
}

export interface ApiUsageRow {
  workspace_id: string
  /** `YYYY-MM-DD`. */
  day: ColumnType<Date, string, string>
  route: string
  /** A bigint, which `pg` reads as a text. */
  calls: ColumnType<string, number, number>
}

export interface MemberRow {
  workspace_id: string
  user_id: string
  role: Role
  created_at: Date
}

export interface InvitationRow {
  workspace_id: string
  id: string
  email: string
  role: GivenRole
  token_hash: Buffer
  invited_by: string
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
}

export interface SavedViewRow {
  workspace_id: string
  id: string
  owner_id: string
  name: string
  is_shared: boolean
  search: string
  created_at: Date
  updated_at: Date
}

export interface MailRow {
  id: string
  workspace_id: string | null
  kind: MailKind
  recipient: string
  subject: string
  /** `{ text, html }` under the installation's secret; null once it was sent or has expired. */
  sealed: Buffer | null
  is_personal: boolean
  state: MailState
  attempts: Generated<number>
  due_at: Date
  last_error: string | null
  created_at: Date
  sent_at: Date | null
  expires_at: Date
}

export interface AuditEntryRow {
  workspace_id: string
  id: string
  at: Date
  actor_kind: ActorKind
  actor_id: string | null
  actor_name: string
  address: string | null
  action: AuditAction
  target_kind: string | null
  target_id: string | null
  target_name: string | null
  detail: Json<Record<string, unknown>>
}

export interface ExportRow {
  workspace_id: string
  id: string
  state: ExportState
  choice: Json<ExportChoice>
  filter: Json<Record<string, unknown>>
  filter_words: string
  /** The same without emails and search texts. */
  audit_words: string
  search: string | null
  requested_by: string
  requested_by_email: string
  requested_at: Date
  /** Bigints, which `pg` reads as texts. */
  rows_expected: ColumnType<string, number, number>
  rows_done: ColumnType<string, number | undefined, number>
  bytes_done: ColumnType<string, number | undefined, number>
  attempt: Generated<number>
  failures: Generated<number>
  finished_at: Date | null
  reason: string | null
  file_name: string
  sha256: string | null
  snapshot_at: Date | null
  expires_at: Date | null
}

export interface ExportChoiceRow {
  workspace_id: string
  user_id: string
  choice: Json<ExportChoice>
}

/** What we read and change of a person; everything else of theirs is better-auth's own affair. */
export interface UserRow {
  id: string
  name: string
  /** In lower case. */
  email: string
  twoFactorEnabled: boolean
  updatedAt: Date
}

/** A login is what better-auth calls a session. */
export interface LoginRow {
  id: string
  userId: string
  token: string
  expiresAt: Date
  createdAt: Date
  ipAddress: string | null
  userAgent: string | null
  lastUsedAt: Generated<Date>
}

/** The password of a person is that of their account with the provider `credential`. */
export interface AccountRow {
  userId: string
  providerId: string
  password: string | null
  updatedAt: Date
}

export interface TwoFactorRow {
  id: string
  userId: string
  /** As better-auth encrypts, like the JSON list of the recovery codes. */
  secret: string
  backupCodes: string
  verified: boolean
}

export interface AttemptRow {
  scope: string
  key: Buffer
  count: number
  since: Date
}

export interface FamiliarRow {
  user_id: string
  kind: "device" | "address"
  key: Buffer
  last_used_at: Date
}

export interface PasswordResetRow {
  token_hash: Buffer
  user_id: string
  origin: "mail" | "command"
  created_at: Date
  expires_at: Date
  ended_at: Date | null
}

/** Better-auth's own: a login that waits for its second factor, by the value of the cookie. */
export interface VerificationRow {
  identifier: string
  value: string
  expiresAt: Date
}

/** Read as a value, written as JSON text: `pg` would turn a top-level array into a PostgreSQL array. */
type Json<T> = ColumnType<T, string, string>

export interface Tables {
  workspace: WorkspaceRow
  api_key: ApiKeyRow
  segment: SegmentRow
  flow: FlowRow
  blueprint: BlueprintRow
  flow_draft: FlowDraftRow
  session: SessionRow
  session_change: SessionChangeRow
  facet_block: FacetBlockRow
  facet_bits: FacetBitsRow
  facet_codes: FacetCodesRow
  facet_piece: FacetPieceRow
  facet_stale: FacetStaleRow
  action_request: ActionRequestRow
  member: MemberRow
  invitation: InvitationRow
  api_usage: ApiUsageRow
  saved_view: SavedViewRow
  mail: MailRow
  audit_entry: AuditEntryRow
  export: ExportRow
  export_choice: ExportChoiceRow
  "auth.user": UserRow
  "auth.login": LoginRow
  "auth.account": AccountRow
  "auth.twoFactor": TwoFactorRow
  "auth.verification": VerificationRow
  "auth.attempt": AttemptRow
  "auth.familiar": FamiliarRow
  "auth.password_reset": PasswordResetRow
}
