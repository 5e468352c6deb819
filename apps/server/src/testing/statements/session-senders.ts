import type { TestProject } from "vitest/node"
import { isWholeRun } from "./is-whole-run.ts"

/** Whether a statement reads or writes rows of `session`. */
export const isAboutSessions = (text: string): boolean =>
  /\b(?:from|join|into|update|copy)\s+"?session\b/i.test(text)

/** Where the tests are whose statements stand in files. */
const filesAreOf = "/apps/server/src/session/sql/"

/** The name of a note that a source file has read or written sessions. */
export const noteOfSender = (sender: string, testPath: string): string =>
  `${testPath.includes(filesAreOf) ? "written" : "sent"} ${encodeURIComponent(sender)}`

/** Those whose SQL stands in no file, and why. */
const without: Readonly<Record<string, string>> = {
  "db/migrate.ts": "migrations are files themselves",
  "billing/events/prune-events.ts": "it has no call yet",
  "demo/write-demo-recordings.ts": "it is of the demo alone",
  "insight/outages.ts": "its call finds no day without the billing, and so asks nothing of sessions",
}

/**
 * After a run of all database tests, the SQL of whoever reads or writes sessions stands in a file, for a reviewer to see what
 * changed. A run of some of the tests, or one that failed, says nothing.
 * @param notes of those that sent some
 */
export async function assertAllHaveFiles(project: TestProject, notes: readonly string[]): Promise<void> {
  if (!(await isWholeRun(project))) return
  const senders = (kind: string) =>
    notes.flatMap((note) =>
      note.startsWith(`${kind} `) ? decodeURIComponent(note.slice(kind.length + 1)) : [],
    )
  const written = new Set([...senders("written"), ...Object.keys(without)])
  const missing = senders("sent").filter((sender) => !written.has(sender))
  if (missing.length > 0)
    throw new Error(
      `These read or write sessions, and no file says by which SQL; call them in a test under ${filesAreOf.slice(1)}:\n${missing.sort().join("\n")}`,
    )
}
