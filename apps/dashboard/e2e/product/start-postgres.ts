import { openDatabase } from "../../../server/src/db/database.ts"
import { testApp } from "../../../server/src/testing/test-app.ts"
import { onDatabase, startTestPostgres } from "../../../server/src/testing/test-postgres.ts"
import { fixtureNow } from "../rows.ts"
import { addAudit, addFlows, addKeys, addMail } from "./acme.ts"
import { addInvitations, addPeople } from "./people.ts"
import { handOver } from "./prepared.ts"

/**
 * Playwright's global setup: one PostgreSQL for the run, with a database in which Acme Cloud and its people are. Every
 * test gets a clone of it.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const postgres = await startTestPostgres()
  const { address: server, template } = postgres
  const address = onDatabase(server, template)
  const app = await testApp({ database: { address, ...openDatabase(address, () => {}) } })
  app.setTime(fixtureNow)
  const { place, cookies } = await addPeople(app)
  for (const add of [addFlows, addKeys, addMail, addAudit, addInvitations]) await add(app, place)
  await app.close()
  handOver({ server, template, place, cookies })
  return postgres.close
}
