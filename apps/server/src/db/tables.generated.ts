// Made from the migrated database; `vitest run apps/server/src/db/generate-row-types.db.test.ts -u` writes it anew.
import type { ColumnType, Generated, GeneratedAlways } from "kysely"

/** Written `YYYY-MM-DD`. */
export type Day = ColumnType<Date, string, string>

/** `pg` reads it as a text. */
export type Bigint = ColumnType<string, number | string, number | string>

/** Written as JSON text: `pg` would turn a top-level array into a PostgreSQL array. */
export type Json = ColumnType<unknown, string, string>

export interface AbTestRow {
  workspace_id: string
  id: string
  segment_id: string
  control_flow_id: string
  variant_flow_id: string
  name: string
  state: "draft" | "enrolling" | "paused" | "tracking" | "awaiting_decision" | "completed" | "abandoned"
  revision: number
  metric: "save_rate"
  baseline_rate: number
  smallest_effect: number
  confidence: number
  customers_per_arm: number
  enrolment_days: number
  tracking_days: number
  created_at: Date
  started_at: Date | null
  enrolment_ends_at: Date | null
  paused_at: Date | null
  numbers_end_at: Date | null
  control_blueprint_id: string | null
  variant_blueprint_id: string | null
  winner: "control" | "variant" | null
  steps: Json
}

export interface AbTestExposureRow {
  workspace_id: string
  test_id: string
  mode: string
  customer_id: string
  arm: "control" | "variant"
  session_id: string
  at: Date
}

export interface ActionRequestRow {
  workspace_id: string
  id: string
  session_id: string | null
  client_key: string | null
  mode: string
  customer_id: string
  action: string
  body: Json
  requested_at: Date
  settled_at: Date | null
  subscription_id: string | null
  state: Generated<"asked" | "sending" | "applied" | "scheduled" | "refused" | "unknown">
  attempt: Generated<number>
  sending_until: Date | null
  ask_again_at: Date | null
  scheduled_for: Date | null
  reason: string | null
  person_called_at: Date | null
  try_again_at: Date | null
  last_error: string | null
  settled_by_kind: "person" | "key" | null
  settled_by_id: string | null
  settled_by_name: string | null
  note: string | null
  sent_to: string | null
}

export interface AlertRow {
  workspace_id: string
  id: string
  name: string
  watch: Json
  window_days: number
  least_sample: number
  view_id: string | null
  mailed: (string | null)[]
  is_muted: boolean
  firing_since: Date | null
  calm_since: Date | null
  is_told: boolean
  reading: string | null
  read_at: Date | null
  created_at: Date
  updated_at: Date
}

export interface ApiKeyRow {
  workspace_id: string
  id: string
  kind: "flow" | "data-live" | "data-test" | "config"
  name: string
  hint: string
  hash: Buffer | null
  sealed: Buffer | null
  created_at: Date
  revoked_at: Date | null
  creator_kind: "person" | "command" | "start"
  creator_id: string | null
  last_used_at: Date | null
  expires_at: Date | null
}

export interface ApiUsageRow {
  workspace_id: string
  day: Day
  route: string
  calls: Bigint
}

export interface AuditEntryRow {
  workspace_id: string
  id: string
  at: Date
  actor_kind: "person" | "key" | "job" | "command"
  actor_id: string | null
  actor_name: string
  address: string | null
  action: string
  target_kind: string | null
  target_id: string | null
  target_name: string | null
  detail: Json
}

export interface BillingConnectionRow {
  workspace_id: string
  mode: "live" | "test" | "sandbox"
  provider: "stripe"
  sealed_key: Buffer
  key_hint: string
  sealed_webhook_secret: Buffer | null
  sealed_old_webhook_secret: Buffer | null
  old_webhook_secret_until: Date | null
  account_id: string | null
  account_name: string | null
  cancel_at: "period-end" | "now"
  change_plan_at: "period-end" | "now"
  proration: "create_prorations" | "always_invoice" | "none"
  pause_meaning: "collection" | "service"
  pause_invoice_behavior: "void" | "keep_as_draft" | "mark_uncollectible"
  rebate_as: "refund" | "credit-note"
  connected_at: Date
  revision: Generated<number>
  checked_at: Date
  missing: Generated<(string | null)[]>
  check_fault: string | null
  page_actions: Generated<(string | null)[]>
}

export interface BillingEventRow {
  workspace_id: string
  mode: "live" | "test" | "sandbox"
  source: "stripe" | "api"
  id: string
  kind: "subscriptionChanged" | "invoicePaid" | "paymentFailed" | "refunded"
  customer_id: string
  subscription_id: string | null
  amount_minor: number | null
  currency: string | null
  happened_at: Date
  received_at: Date
  discount_minor: number | null
}

export interface BillingReadingRow {
  workspace_id: string
  mode: "live" | "test" | "sandbox"
  cursor: string | null
  complete_until: Date | null
  tried_at: Date | null
  has_news: Generated<boolean>
}

export interface BillingSubscriptionRow {
  workspace_id: string
  mode: "live" | "test" | "sandbox"
  subscription_id: string
  customer_id: string
  source: "stripe" | "api" | null
  status: "trial" | "active" | "unpaid" | "paused" | "ended" | null
  ends_at: Date | null
  resumes_at: Date | null
  decided_at: Date | null
  ended_by: "customer" | "unpaid" | "disputed" | null
  as_of: Date | null
  heard_at: Date | null
  asked_at: Date | null
  ask_again_at: Date | null
}

export interface BlueprintRow {
  workspace_id: string
  id: string
  name: string
  version: number
  content: Json
  published_at: Date
  flow_id: string
  published_by: string | null
  note: string | null
  translated: Json | null
}

export interface DigestRow {
  workspace_id: string
  id: string
  user_id: string
  view_id: string | null
  weekday: number
  hour: number
  time_zone: string
  next_at: Date
  last_week: string | null
  created_at: Date
}

export interface DowntimeRow {
  began_at: Date
  ended_at: Date
}

export interface ExportRow {
  workspace_id: string
  id: string
  state: "queued" | "running" | "done" | "failed" | "cancelled" | "expired"
  choice: Json
  filter: Json
  filter_words: string
  search: string | null
  requested_by: string
  requested_by_email: string
  requested_at: Date
  rows_expected: Bigint
  rows_done: ColumnType<string, number | string | undefined, number | string>
  bytes_done: ColumnType<string, number | string | undefined, number | string>
  attempt: Generated<number>
  failures: Generated<number>
  finished_at: Date | null
  reason: string | null
  file_name: string
  sha256: string | null
  snapshot_at: Date | null
  expires_at: Date | null
  audit_words: string
}

export interface ExportChoiceRow {
  workspace_id: string
  user_id: string
  choice: Json
}

export interface FacetBitsRow {
  workspace_id: string
  block_id: string
  dimension: string
  value: string | null
  bits: string
}

export interface FacetBlockRow {
  workspace_id: string
  mode: string
  from_at: Date
  to_at: Date
  id: string
  size: number
  dimensions: (string | null)[]
  ids: (string | null)[]
  times: (Date | null)[]
  format: Generated<string>
  made_at: Generated<Date>
}

export interface FacetCodesRow {
  workspace_id: string
  block_id: string
  dimension: string
  values: (string | null)[]
  counts: (number | null)[]
  codes: Buffer
  places: Buffer | null
}

export interface FacetPieceRow {
  workspace_id: string
  block_id: string
  piece: string
}

export interface FacetStaleRow {
  workspace_id: string
  mode: string
  from_at: Date
  to_at: Date
}

export interface FigureCheckRow {
  workspace_id: string
  begun_at: Date
  checked_at: Date | null
  blocks: Generated<number>
  differing: Generated<number>
  differences: ColumnType<unknown, string | undefined, string>
}

export interface FlowRow {
  workspace_id: string
  id: string
  segment_id: string | null
  arm: "control" | "variant" | null
  name: string
  created_at: Date
  archived_at: Date | null
  draft_revision: Generated<number>
  draft_changed_by: string | null
}

export interface FlowDraftRow {
  workspace_id: string
  flow_id: string
  content: Json
  based_on: string | null
  updated_at: Date
  updated_by: string | null
}

export interface FlowEditorRow {
  workspace_id: string
  flow_id: string
  id: string
  user_id: string
  seen_at: Date
}

export interface GoalRow {
  workspace_id: string
  id: string
  figure: string
  currency: string | null
  level: number
  since: Day
  view_id: string | null
  created_at: Date
  updated_at: Date
}

export interface GuardStatementRow {
  n: GeneratedAlways<string>
}

export interface GuardUnloggedRow {
  workspace_id: string
  id: string
  sequence: number
}

export interface HealthCountRow {
  workspace_id: string
  day: Day
  kind: "ignored" | "refused" | "without_billing"
  route: string
  client: string
  version: string
  field: string
  why: string
  example: string | null
  times: Bigint
  last_at: Date
}

export interface HeartbeatRow {
  is_only: Generated<boolean>
  beat_at: Date
  beat_before: Date | null
}

export interface InvitationRow {
  workspace_id: string
  id: string
  email: string
  role: "admin" | "developer" | "member" | "viewer"
  token_hash: Buffer
  invited_by: string
  created_at: Date
  expires_at: Date
  accepted_at: Date | null
  revoked_at: Date | null
  mailed_token_hash: Buffer | null
}

export interface MailRow {
  id: string
  workspace_id: string | null
  kind: string
  recipient: string
  subject: string
  sealed: Buffer | null
  is_personal: boolean
  state: "queued" | "sent" | "failed"
  attempts: Generated<number>
  due_at: Date
  last_error: string | null
  created_at: Date
  sent_at: Date | null
  expires_at: Date
  held_until: Date | null
}

export interface MemberRow {
  workspace_id: string
  user_id: string
  role: "owner" | "admin" | "developer" | "member" | "viewer"
  created_at: Date
}

export interface NoteRow {
  workspace_id: string
  id: string
  at: Date
  is_day: boolean
  text: string
  author_id: string | null
  key_name: string | null
  created_at: Date
  updated_at: Date
}

export interface RecordingRow {
  workspace_id: string
  session_id: string
  wrapped_key: Buffer | null
  started_at: Date
  last_chunk_at: Date
  length_ms: Generated<number>
  bytes: Generated<number>
  file: Generated<number>
  files: Generated<number>
  packed: Generated<(number | null)[]>
  finished_at: Date | null
  deleted_at: Date | null
  removed_at: Date | null
  sweep_at: Date | null
}

export interface RecordingChunkRow {
  workspace_id: string
  session_id: string
  n: number
  bytes: Buffer
}

export interface RequestNoticeRow {
  workspace_id: string
  told_at: Date
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

export interface SegmentRow {
  workspace_id: string
  id: string
  name: string
  enabled: boolean
  priority: number
  filter: Json
  created_at: Date
}

export interface SessionRow {
  workspace_id: string
  id: string
  mode: "live" | "test" | "sandbox"
  created_at: Date
  updated_at: Date
  outcome: "open" | "abandoned" | "saved" | "canceled"
  save_type: string | null
  settled_at: Date | null
  bounced_by: string | null
  source: "widget" | "sdk" | "import" | "demo"
  verified: boolean
  client_key: string | null
  awaits_post: Generated<boolean>
  revision: number
  accepted_revision: number | null
  is_silent: Generated<boolean>
  last_report_at: Date
  customer_id: string | null
  customer_email: string | null
  subscription_id: string | null
  subscription_start: Date | null
  plan_id: string | null
  plan_price: number | null
  currency: string | null
  billing_interval: string | null
  billing_interval_count: number | null
  on_trial: boolean | null
  segment_id: string | null
  blueprint_id: string | null
  abtest: string | null
  offer_type: string | null
  coupon_id: string | null
  pause_duration: number | null
  survey_choice_id: string | null
  survey_choice_value: string | null
  followup_question: string | null
  followup_response: string | null
  feedback: string | null
  used_click_to_cancel: boolean | null
  custom_action_handler: string | null
  detail: Json
  age_months: number | null
  search_text: string
  foreign_id: string | null
  sequence: Generated<number>
  ignored: Json | null
  decision_state: "asked" | "refused" | null
  decision_revision: number | null
  abtest_arm: "control" | "variant" | null
  recording_state: "running" | "available" | "partial" | "lost" | "deleted" | "workspace" | "call" | "privacy" | "save-data" | "unsupported" | null
}

export interface SessionChangeRow {
  workspace_id: string
  n: GeneratedAlways<string>
  session_id: string
  mode: string
  kind: string
  sequence: number
  at: Date
}

export interface SessionOfferRow {
  workspace_id: string
  session_id: string
  position: number
  guid: string | null
  offer_type: string
  custom_offer_type: string | null
  choice_guid: string | null
  option_guid: string | null
  blueprint_id: string | null
  is_stacked: boolean
  presented_at: Date | null
  accepted_at: Date | null
  declined_at: Date | null
  ended: "accepted" | "declined" | "ignored"
}

export interface WebhookDeliveryRow {
  workspace_id: string
  id: string
  endpoint_id: string
  event: string
  mode: string | null
  session_id: string | null
  sequence: number | null
  payload: string | null
  state: "delivered" | "failed" | "held" | "waiting"
  due_at: Date | null
  claim: Generated<number>
  tries: Generated<number>
  is_replay: Generated<boolean>
  delivered_at: Date | null
  last_status: number | null
  last_error: string | null
  created_at: Date
}

export interface WebhookEndpointRow {
  workspace_id: string
  id: string
  url: string
  description: string
  modes: (string | null)[]
  events: (string | null)[]
  actions: (string | null)[]
  state: "on" | "off" | "failed"
  secret: Buffer
  old_secret: Buffer | null
  old_secret_until: Date | null
  after_change: Bigint
  failing_since: Date | null
  last_failed_at: Date | null
  last_delivered_at: Date | null
  warned_at: Date | null
  created_at: Date
  off_since: Date | null
}

export interface WebhookReaderRow {
  workspace_id: string
  cursor: Bigint
}

export interface WebhookTryRow {
  workspace_id: string
  delivery_id: string
  n: number
  at: Date
  duration_ms: number
  status: number | null
  answer: string
  error: string | null
  is_replay: boolean
}

export interface WorkspaceRow {
  id: string
  app_id: string
  name: string
  time_zone: Generated<string>
  accepts_unverified: Generated<boolean>
  requires_flow_token: Generated<boolean>
  flow_token_max_age_seconds: Generated<number>
  created_at: Date
  customer_profiles: Generated<boolean>
  requires_two_factor: Generated<boolean>
  old_flow_token_until: Date | null
  bounce_rule: Generated<number>
  single_click_compliance: Generated<boolean>
  maximal_us_compliance: Generated<boolean>
  return_addresses: Generated<(string | null)[]>
  records_runs: Generated<boolean>
  recording_keep_hours: Generated<number | null>
  recording_notice: Generated<"where-asked" | "always" | "never">
  members_watch: Generated<boolean>
  viewers_watch: Generated<boolean>
}

export interface WorkspaceRemovalRow {
  workspace_id: string
  app_id: string
  name: string
  begun_at: Date
}

export interface AccountRow {
  id: string
  accountId: string
  providerId: string
  userId: string
  accessToken: string | null
  refreshToken: string | null
  idToken: string | null
  accessTokenExpiresAt: Date | null
  refreshTokenExpiresAt: Date | null
  scope: string | null
  password: string | null
  createdAt: Generated<Date>
  updatedAt: Date
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

export interface LoginRow {
  id: string
  expiresAt: Date
  token: string
  createdAt: Generated<Date>
  updatedAt: Date
  ipAddress: string | null
  userAgent: string | null
  userId: string
  lastUsedAt: Generated<Date>
}

export interface PasswordResetRow {
  token_hash: Buffer
  user_id: string
  origin: "mail" | "command"
  created_at: Date
  expires_at: Date
  ended_at: Date | null
}

export interface TwoFactorRow {
  id: string
  secret: string
  backupCodes: string
  userId: string
  verified: Generated<boolean>
  failedVerificationCount: Generated<number | null>
  lockedUntil: Date | null
}

export interface UserRow {
  id: string
  name: string
  email: string
  emailVerified: boolean
  image: string | null
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
  twoFactorEnabled: Generated<boolean>
}

export interface VerificationRow {
  id: string
  identifier: string
  value: string
  expiresAt: Date
  createdAt: Generated<Date>
  updatedAt: Generated<Date>
}

export interface StoredTables {
  ab_test: AbTestRow
  ab_test_exposure: AbTestExposureRow
  action_request: ActionRequestRow
  alert: AlertRow
  api_key: ApiKeyRow
  api_usage: ApiUsageRow
  audit_entry: AuditEntryRow
  billing_connection: BillingConnectionRow
  billing_event: BillingEventRow
  billing_reading: BillingReadingRow
  billing_subscription: BillingSubscriptionRow
  blueprint: BlueprintRow
  digest: DigestRow
  downtime: DowntimeRow
  export: ExportRow
  export_choice: ExportChoiceRow
  facet_bits: FacetBitsRow
  facet_block: FacetBlockRow
  facet_codes: FacetCodesRow
  facet_piece: FacetPieceRow
  facet_stale: FacetStaleRow
  figure_check: FigureCheckRow
  flow: FlowRow
  flow_draft: FlowDraftRow
  flow_editor: FlowEditorRow
  goal: GoalRow
  guard_statement: GuardStatementRow
  guard_unlogged: GuardUnloggedRow
  health_count: HealthCountRow
  heartbeat: HeartbeatRow
  invitation: InvitationRow
  mail: MailRow
  member: MemberRow
  note: NoteRow
  recording: RecordingRow
  recording_chunk: RecordingChunkRow
  request_notice: RequestNoticeRow
  saved_view: SavedViewRow
  segment: SegmentRow
  session: SessionRow
  session_change: SessionChangeRow
  session_offer: SessionOfferRow
  webhook_delivery: WebhookDeliveryRow
  webhook_endpoint: WebhookEndpointRow
  webhook_reader: WebhookReaderRow
  webhook_try: WebhookTryRow
  workspace: WorkspaceRow
  workspace_removal: WorkspaceRemovalRow
  "auth.account": AccountRow
  "auth.attempt": AttemptRow
  "auth.familiar": FamiliarRow
  "auth.login": LoginRow
  "auth.password_reset": PasswordResetRow
  "auth.twoFactor": TwoFactorRow
  "auth.user": UserRow
  "auth.verification": VerificationRow
}
