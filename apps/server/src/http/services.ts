import type { Auth } from "../account/auth.ts"
import type { Directory } from "../account/directory.ts"
import type { KeyUsage } from "../account/key-usage.ts"
import type { RateLimits } from "../account/rates/rate-limits.ts"
import type { Secret } from "../account/secret.ts"
import type { Billing } from "../billing/billing.ts"
import type { Database } from "../db/database.ts"
import type { Reads } from "../db/open-reads.ts"
import type { Exports } from "../export/exports.ts"
import type { FlowLive } from "../flow/live/start-flow-live.ts"
import type { Translator } from "../flow/translate/translator.ts"
import type { BrandImages } from "../recording/brand-images.ts"
import type { Recordings } from "../recording/recordings.ts"
import type { Health } from "../session/health/health.ts"
import type { Live } from "../session/live/start-live.ts"
import type { SearchScope } from "../session/read/session-filter.ts"
import type { Intake } from "../session/report/intake.ts"
import type { CursorKey } from "./cursor.ts"
import type { KeptPlayers } from "./kept-players.ts"
import type { ProxyCountry } from "./proxy-country.ts"

/** What the routes work with. */
export interface Services {
  database: Database
  /** What only reads goes through here: stopped when it takes too long. */
  reads: Reads
  /** Signs the cursors of pages. */
  cursorKey: CursorKey
  /** Seals what must be read again. */
  secret: Secret
  directory: Directory
  keyUsage: KeyUsage
  /** How much each caller may send and read. */
  rates: RateLimits
  auth: Auth
  billing: Billing
  intake: Intake
  recordings: Recordings
  /** What plays them. */
  players: KeptPlayers
  /** The logos that they show. */
  brandImages: BrandImages
  health: Health
  live: Live
  /** Who edits which flow. */
  flowLive: FlowLive
  proxyCountry: ProxyCountry
  /** Translates what is missing when a flow is published; null where no server for it is configured. */
  translator: Translator | null
  /** Whether mail is sent; else it waits in the outbox. */
  isMailConfigured: boolean
  exports: Exports
  /** Webhooks may go to addresses of the operator's own network, and over http. */
  allowsPrivateWebhooks: boolean
  /** Whose texts a search may look at on its way. */
  searchScope: SearchScope
  /** Public base URL. */
  url: string
  /** The clock; tests bring their own. */
  now: () => Date
}
