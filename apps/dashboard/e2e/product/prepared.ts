import type { PostgresAddress } from "../../../server/src/db/embedded-postgres.ts"
import type { PersonName, Place } from "./people.ts"

/** What is made once for all tests. */
interface Prepared {
  server: PostgresAddress
  /** The database that is cloned. */
  template: string
  place: Place
  /** The login of each person, as their browser sends it. */
  cookies: Record<PersonName, string>
}

/** The processes of the tests are started with this environment. */
const variable = "HOLDFAST_DASHBOARD_TESTS"

export function handOver(prepared: Prepared): void {
  process.env[variable] = JSON.stringify(prepared)
}

export const readPrepared = (): Prepared => JSON.parse(process.env[variable] ?? "null") as Prepared
