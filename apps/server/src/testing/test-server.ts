import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { guardChangeLog } from "./change-log-guard.ts"
import { assertAllAreSent } from "./statements/assert-all-are-sent.ts"
import { startTestPostgres } from "./test-postgres.ts"

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresAddress
    template: string
    /** A folder with a file for each allowed statement that was sent. */
    allowed: string
  }
}

/**
 * Vitest's global setup: one real PostgreSQL for the run, with one migrated database that every test file clones.
 * `TEST_DATABASE_URL` names a server to use; else the embedded one runs in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, template, close } = await startTestPostgres(process.env.TEST_DATABASE_URL, guardChangeLog)
  const allowed = mkdtempSync(join(tmpdir(), "hf-allowed-"))
  project.provide("postgres", address)
  project.provide("template", template)
  project.provide("allowed", allowed)
  return async () => {
    await close()
    const sent = readdirSync(allowed)
    rmSync(allowed, { recursive: true, force: true })
    await assertAllAreSent(project, sent)
  }
}
