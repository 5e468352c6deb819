import type { TestProject } from "vitest/node"
import { startTestPostgres } from "./test-postgres.ts"

/**
 * Vitest's global setup: one real PostgreSQL for the run, with one migrated database that every test file clones.
 * `TEST_DATABASE_URL` names a server to use; else the embedded one runs in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, template, close } = await startTestPostgres(process.env.TEST_DATABASE_URL)
  project.provide("postgres", address)
  project.provide("template", template)
  return close
}
