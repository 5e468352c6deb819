import type { Logger } from "pino"
import { describeError } from "../log/describe-error.ts"

/** What went wrong with one of them, for the log: `could not read an alert`. */
interface Telling {
  log: Logger
  fault: string
}

/**
 * Acts on rows that are due, one after the other. One that fails is told of in the log and stays due; it keeps no other from
 * its turn.
 * @param act says whether it did something
 * @returns how often something was done
 */
export async function actOnDue<Row extends { workspace_id: string }>(
  due: readonly Row[],
  act: (row: Row) => Promise<boolean>,
  { log, fault }: Telling,
): Promise<number> {
  let done = 0
  for (const row of due) {
    try {
      if (await act(row)) done++
    } catch (error) {
      log.error({ workspace: row.workspace_id, error: describeError(error) }, fault)
    }
  }
  return done
}
