import type { Auth } from "../account/auth.ts"
import type { Directory } from "../account/directory.ts"
import type { Database } from "../db/database.ts"
import type { BillingProvider } from "../flow/request-action.ts"

/** What the routes work with. */
export interface Services {
  database: Database
  directory: Directory
  auth: Auth
  billing: BillingProvider
  /** Public base URL. */
  url: string
  /** The clock; tests bring their own. */
  now: () => Date
}
