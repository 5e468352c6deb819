import { fetchPage } from "./fetch-page.ts"
import { type Source, SourceError, type SourceItem } from "./source-item.ts"

export interface Pages {
  /** `https://host/v1`, or the whole address of its sessions; filters of the contract may follow. */
  url: string
  appId: string
  dataKey: string
  signal: AbortSignal
  /** Tests page by less, and wait less. */
  pageSize?: number
  firstWaitMs?: number
}

const usualPageSize = 1000
/** Steps back without getting any farther. */
const mostGoneBack = 100

/**
 * The sessions of another server that speaks the contract, page by page: those that are not bounced, then those that
 * are. Rows move while a server is alive. One that moves down comes twice, which an import does not mind; so that none is
 * missed when rows move up, every page begins a little before the end of the one before, and where the two do not
 * overlap, reading goes back until they do.
 */
export function readPages(pages: Pages): Source {
  return { items: allPages(pages), progress: () => null }
}

async function* allPages(pages: Pages): AsyncGenerator<SourceItem> {
  const address = sessionsAddress(pages.url)
  const place = { record: 0, line: null }
  const passes = address.searchParams.has("bounced") ? [null] : ["false", "true"]
  try {
    for (const bounced of passes) {
      if (bounced !== null) address.searchParams.set("bounced", bounced)
      for await (const value of onePass(pages, address)) {
        place.record++
        yield { place: { ...place }, value }
      }
    }
  } catch (error) {
    if (!pages.signal.aborted) throw error
  }
}

async function* onePass(pages: Pages, address: URL): AsyncGenerator<unknown> {
  const limit = pages.pageSize ?? usualPageSize
  const overlap = Math.ceil(limit / 100)
  const headers = headersOf(pages)
  let before = new Set<unknown>()
  let farthest = 0
  let goneBack = 0
  for (let skip = 0; ; ) {
    const url = new URL(address)
    url.searchParams.set("limit", String(limit))
    url.searchParams.set("skip", String(skip))
    const { signal, firstWaitMs } = pages
    const records = await fetchPage({ url, headers, signal, firstWaitMs })
    const ids = records.map(idOf)
    if (skip > 0 && !ids.some((id) => before.has(id))) {
      if (++goneBack > mostGoneBack) {
        throw new SourceError(`${address.origin} gives its sessions in another order each time.`)
      }
      skip = Math.max(0, skip - limit + overlap)
      continue
    }
    if (skip > farthest) {
      farthest = skip
      goneBack = 0
    }
    for (const [i, record] of records.entries()) if (!before.has(ids[i])) yield record
    if (records.length < limit) return
    before = new Set(ids)
    skip += limit - overlap
  }
}

/** A record without an id is told apart by nothing, and refused later. */
const idOf = (record: unknown): unknown =>
  typeof record === "object" && record !== null && "_id" in record ? record._id : record

/** @throws SourceError for what is no address */
function sessionsAddress(text: string): URL {
  const url = URL.parse(text)
  if (!url || !/^https?:$/.test(url.protocol)) throw new SourceError(`${text} is no web address.`)
  if (url.username || url.password) throw new SourceError("The address holds a password; give --key instead.")
  const path = url.pathname.replace(/\/+$/, "")
  if (!path.endsWith("/sessions")) url.pathname = `${path.replace(/\/data$/, "") || "/v1"}/data/sessions`
  for (const name of ["limit", "skip"]) url.searchParams.delete(name)
  return url
}

/** @throws SourceError where a key holds what no header can */
function headersOf({ appId, dataKey }: Pages): Readonly<Record<string, string>> {
  if (![appId, dataKey].every((text) => /^[\x21-\x7e]+$/.test(text))) {
    throw new SourceError("--app and --key take letters, digits and signs of ASCII.")
  }
  return {
    "x-ck-app": appId,
    "x-ck-api-key": dataKey,
    accept: "application/json",
    "content-type": "application/json",
  }
}
