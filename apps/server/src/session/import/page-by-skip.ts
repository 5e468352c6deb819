import { withParameters } from "./sessions-address.ts"
import { SourceError } from "./source-item.ts"

export type FetchRecords = (url: URL) => Promise<unknown[]>

/** Steps back without getting any farther. */
const mostGoneBack = 100
/** Pages without anything new, one after the other, where there seems to be more. */
const mostInVain = 3

/** A page begins so many records before the end of the one before. */
const overlapOf = (count: number) => Math.ceil(count / 100)

/**
 * The sessions at an address, page by page, until nothing lies behind a page: a short one may be all that a server gives
 * at once. Rows move while a server is alive. One that moves down comes twice, which an import does not mind; so that
 * none is missed when rows move up, pages overlap a little, and where two of them do not, reading goes back until they do.
 * @throws SourceError where the server does not page by `skip`, or has no order at all
 */
export async function* pageBySkip(
  address: URL,
  limit: number,
  fetchRecords: FetchRecords,
): AsyncGenerator<unknown> {
  let before = new Set<unknown>()
  let end = 0
  let farthest = 0
  let goneBack = 0
  let inVain = 0
  for (let skip = 0; ; ) {
    const records = await fetchRecords(withParameters(address, { limit, skip }))
    const ids = records.map(idOf)
    if (skip > 0 && !ids.some((id) => before.has(id))) {
      if (++goneBack > mostGoneBack) {
        throw new SourceError(`${address.origin} gives its sessions in another order each time.`)
      }
      skip = Math.max(0, skip - Math.max(1, before.size - overlapOf(before.size)))
      end = 0
      continue
    }
    if (skip > farthest) {
      farthest = skip
      goneBack = 0
    }
    const fresh = records.filter((_, i) => !before.has(ids[i]))
    yield* fresh
    if (skip + records.length <= end) return
    inVain = fresh.length > 0 ? 0 : inVain + 1
    if (inVain > mostInVain) {
      if (records.length < limit) return
      throw new SourceError(`${address.origin} gives the same sessions whatever is skipped.`)
    }
    end = skip + records.length
    before = new Set(ids)
    skip = end - overlapOf(records.length)
  }
}

/** A record without an id is told apart by nothing, and refused later. */
export function idOf(record: unknown): unknown {
  const id = typeof record === "object" && record !== null && "_id" in record ? record._id : record
  // `{"$oid": …}` is another object on each page
  return id !== record && typeof id === "object" ? JSON.stringify(id) : id
}
