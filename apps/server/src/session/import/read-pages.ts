import { addressOf, allTime, halvesOf, isOutside } from "./date-window.ts"
import { fetchPage } from "./fetch-page.ts"
import { type FetchRecords, idOf, pageBySkip } from "./page-by-skip.ts"
import { sessionsAddress, withParameters } from "./sessions-address.ts"
import { type Source, SourceError, type SourceItem } from "./source-item.ts"

export interface Pages {
  /** `https://host/v1`, or the whole address of its sessions; filters of the contract may follow. */
  url: string
  appId: string
  dataKey: string
  signal: AbortSignal
  /** Told when the server has to be waited for. */
  onWait?(sentence: string): void
  /** Tests page by less, and wait less. */
  pageSize?: number
  firstWaitMs?: number
}

const usualPageSize = 1000
/** What holds more pages is read in parts: a server has to step over all that is skipped, which took 1.3 s at 900,000. */
const mostPages = 20

/** The sessions of another server that speaks the contract, page by page, those that are bounced, too. */
export function readPages(pages: Pages): Source {
  return { items: allPages(pages), progress: () => null }
}

async function* allPages(pages: Pages): AsyncGenerator<SourceItem> {
  const address = sessionsAddress(pages.url)
  const { signal, firstWaitMs, onWait } = pages
  const headers = headersOf(pages)
  const limit = pages.pageSize ?? usualPageSize
  const fetchRecords: FetchRecords = (url) => fetchPage({ url, headers, signal, firstWaitMs, onWait })
  let record = 0
  try {
    for await (const value of everySession(address, limit, fetchRecords)) {
      yield { place: { record: ++record, line: null }, value }
    }
  } catch (error) {
    if (!signal.aborted) throw error
  }
}

/** Oldest first by windows of time, each by pages. A server that does not heed dates is read as one window. */
async function* everySession(
  address: URL,
  limit: number,
  fetchRecords: FetchRecords,
): AsyncGenerator<unknown> {
  const windows = [allTime]
  for (let window = windows.pop(); window; window = windows.pop()) {
    const addresses = bothOf(addressOf(address, window))
    const halves = halvesOf(window, address)
    if (halves && (await holdMuch(addresses, limit, fetchRecords))) {
      windows.push(...halves.toReversed())
      continue
    }
    for await (const record of pagesOf(addresses, limit, fetchRecords)) {
      yield record
      if (!isOutside(window, record)) continue
      yield* pagesOf(bothOf(address), limit, fetchRecords)
      return
    }
  }
}

/** A server leaves out bounced sessions unless it is asked for them. */
const bothOf = (address: URL): URL[] =>
  address.searchParams.has("bounced")
    ? [address]
    : ["false", "true"].map((bounced) => withParameters(address, { bounced }))

async function holdMuch(addresses: readonly URL[], limit: number, fetchRecords: FetchRecords) {
  const oneAt = (address: URL, skip: number) => fetchRecords(withParameters(address, { limit: 1, skip }))
  for (const address of addresses) {
    const [far, more] = await oneAt(address, mostPages * limit)
    // a server that skips nothing, or gives more than it is asked for, has no pages to count
    if (far === undefined || more !== undefined) continue
    const [first] = await oneAt(address, 0)
    if (idOf(first) !== idOf(far)) return true
  }
  return false
}

async function* pagesOf(addresses: readonly URL[], limit: number, fetchRecords: FetchRecords) {
  for (const address of addresses) yield* pageBySkip(address, limit, fetchRecords)
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
