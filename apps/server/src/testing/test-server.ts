import { mkdtempSync, readdirSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { TestProject } from "vitest/node"
import type { PostgresAddress } from "../db/embedded-postgres.ts"
import { guardChangeLog } from "./change-log-guard.ts"
import { assertAllAreSent } from "./statements/assert-all-are-sent.ts"
import { assertAllHaveFiles } from "./statements/session-senders.ts"
import { startTestPostgres } from "./test-postgres.ts"

declare module "vitest" {
  interface ProvidedContext {
    postgres: PostgresAddress
    template: string
    /** A folder with a file for each allowed statement that was sent. */
    allowed: string
    /** A folder with a note for each source file that read or wrote sessions. */
    senders: string
  }
}

/**
 * Vitest's global setup: one real PostgreSQL for the run, with one migrated database that every test file clones.
 * `TEST_DATABASE_URL` names a server to use; else the embedded one runs in a temporary folder.
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { address, template, close } = await startTestPostgres(process.env.TEST_DATABASE_URL, guardChangeLog)
  const allowed = mkdtempSync(join(tmpdir(), "hf-allowed-"))
  const senders = mkdtempSync(join(tmpdir(), "hf-senders-"))
  project.provide("postgres", address)
  project.provide("template", template)
  project.provide("allowed", allowed)
  project.provide("senders", senders)
  return async () => {
    await close()
    const [sent, notes] = [readdirSync(allowed), readdirSync(senders)]
    for (const folder of [allowed, senders]) rmSync(folder, { recursive: true, force: true })
    await assertAllAreSent(project, sent)
    await assertAllHaveFiles(project, notes)
  }
}
