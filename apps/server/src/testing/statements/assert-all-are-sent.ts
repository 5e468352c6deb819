import type { TestProject } from "vitest/node"
import { allowedStatements } from "./allowed-statements.ts"
import { isWholeRun } from "./is-whole-run.ts"

/**
 * After a run of all database tests, each statement that may break the rule was sent: else it is no longer there, and its
 * line must go. A run of some of the tests, or one that failed, says nothing.
 * @param sent the places in the list that were used
 */
export async function assertAllAreSent(project: TestProject, sent: readonly string[]): Promise<void> {
  if (!(await isWholeRun(project))) return
  const unsent = allowedStatements.filter((_, place) => !sent.includes(String(place)))
  if (unsent.length > 0)
    throw new Error(
      `No test sent these statements any more; take them off the list of allowed ones:\n${unsent
        .map(({ sentBy, begins }) => `${sentBy}: ${begins}`)
        .join("\n")}`,
    )
}
