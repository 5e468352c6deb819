import { checkRecord } from "../../../commands/check-record.ts"
import type { Database } from "../../../db/database.ts"
import { unheard } from "../../../testing/unheard.ts"
import { type ImportCounts, importSessions } from "../import-sessions.ts"
import type { Refusal } from "../plan-batch.ts"
import type { SourceItem } from "../source-item.ts"

/** All that an iterable gives. */
export async function collect<T>(items: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const item of items) all.push(item)
  return all
}

/** Records as a source gives them, numbered. Each is its own copy, as one read from a file would be. */
export async function* itemsOf(records: readonly unknown[]): AsyncGenerator<SourceItem> {
  for (const [i, record] of records.entries()) {
    yield { place: { record: i + 1, line: null }, value: structuredClone(record) }
  }
}

/** A whole import, with what it refused. */
export async function importInto(
  database: Database,
  workspaceId: string,
  items: AsyncIterable<SourceItem>,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ counts: ImportCounts; refused: Refusal[] }> {
  const refused: Refusal[] = []
  const counts = await importSessions(unheard(database), {
    workspaceId,
    items,
    check: checkRecord,
    mode: "live",
    now: () => new Date(),
    signal,
    onNote: ({ kind, place, id, reason }) => kind === "refused" && refused.push({ place, id, reason }),
    onProgress: () => {},
  })
  return { counts, refused }
}
