import type { IncomingMessage } from "node:http"
import type { PublicNet } from "../webhook/send/public-net.ts"
import { withPatience } from "../with-patience.ts"

/** The logos of merchants, for players, which fetch nothing. */
export interface BrandImages {
  /** A picture as `data:`; null where there is none in time, or what is there is no picture of a logo's size. It never throws. */
  read(address: string): Promise<string | null>
}

const mostBytes = 256 * 1024
const kinds: ReadonlySet<string> = new Set([
  "image/png",
  "image/jpeg",
  "image/gif",
  "image/webp",
  "image/avif",
  "image/svg+xml",
])

/** So long a look at a recording waits. What comes later is there for the next look. */
const patienceMs = 800
const limitMs = 5000
/** A picture is read again after so long; one that was not there, sooner. */
const keptMs = 60 * 60_000
const missedMs = 60_000
const mostKept = 50

/** Reads logos where their merchants keep them, and keeps some of them in memory. */
export function createBrandImages(net: Pick<PublicNet, "request">, now: () => Date): BrandImages {
  const kept = new Map<string, { until: number; image: Promise<string | null> }>()
  return {
    async read(address) {
      const known = kept.get(address)
      const reading = known && now().getTime() < known.until ? known.image : keep(address)
      const image = await withPatience(reading, patienceMs)
      return image === "late" ? null : image
    },
  }

  function keep(address: string): Promise<string | null> {
    const entry = { until: now().getTime() + limitMs + missedMs, image: fetched(address) }
    kept.delete(address)
    kept.set(address, entry)
    const [oldest] = kept.size > mostKept ? kept.keys() : []
    if (oldest !== undefined) kept.delete(oldest)
    entry.image.then((image) => {
      entry.until = now().getTime() + (image === null ? missedMs : keptMs)
    })
    return entry.image
  }

  async function fetched(address: string): Promise<string | null> {
    try {
      const signal = AbortSignal.timeout(limitMs)
      const headers = { accept: [...kinds].join(", ") }
      const answer = await new Promise<IncomingMessage>((done, fail) => {
        net
          .request(new URL(address), { method: "GET", signal, headers })
          .on("response", done)
          .on("error", fail)
          .end()
      })
      return await dataOf(answer)
    } catch {
      // a recording is drawn without it
      return null
    }
  }
}

async function dataOf(answer: IncomingMessage): Promise<string | null> {
  const kind = String(answer.headers["content-type"]).split(";")[0]?.trim().toLowerCase() ?? ""
  if (answer.statusCode !== 200 || !kinds.has(kind)) {
    answer.destroy()
    return null
  }
  const parts: Buffer[] = []
  let bytes = 0
  // leaving the loop gives the connection up
  for await (const part of answer as AsyncIterable<Buffer>) {
    bytes += part.length
    if (bytes > mostBytes) return null
    parts.push(part)
  }
  return `data:${kind};base64,${Buffer.concat(parts).toString("base64")}`
}
