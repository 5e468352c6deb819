import { execFile } from "node:child_process"
import { createWriteStream, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { promisify } from "node:util"
import { createGzip } from "node:zlib"
import { megabytes } from "./most-memory.ts"
import type { Row } from "./row.ts"

const count = 150_000
const early = 25_000

/** What reading a list of 100 MB takes at its end, beside what it took after a sixth of it: it keeps no records. */
export async function importRows(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "holdfast-import-"))
  try {
    const path = join(folder, "many.json.gz")
    await pipeline(Readable.from(list()), createGzip({ level: 1 }), createWriteStream(path))
    const program = join(import.meta.dirname, "read-many.ts")
    const { stdout } = await promisify(execFile)(process.execPath, [program, path, String(early)])
    const read = JSON.parse(stdout) as { records: number; early: number; most: number }
    return [
      {
        question: `memory of a process that reads an import of ${count.toLocaleString("en-US")} records, 100 MB`,
        ours: megabytes(read.most),
        floor: `${megabytes(read.early)}, after ${early.toLocaleString("en-US")} records`,
        ratios: [{ of: "memory", times: read.most / read.early, limit: { most: 1.5 } }],
        problem: read.records === count ? undefined : `${read.records} of ${count} records were read`,
      },
    ]
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** Lists are written in parts of a thousand records. */
function* list(): Generator<string> {
  for (let from = 0; from < count; from += 1000) {
    const part = Array.from({ length: 1000 }, (_, i) => record(from + i)).join(",\n")
    yield `${from === 0 ? "[" : ",\n"}${part}`
  }
  yield "]"
}

const record = (n: number) =>
  JSON.stringify({
    _id: `session-${n}`,
    createdAt: "2025-03-01T09:00:00.000Z",
    canceled: n % 2 === 0,
    customer: { id: `customer-${n}`, subscriptionStart: "2024-03-01T09:00:00Z", planPrice: 2500 },
    presentedOffers: [{ guid: "a", offerType: "DISCOUNT", discountConfig: { couponId: "half" } }],
    stepsViewed: [{ stepType: "SURVEY", start: "2025-03-01T09:00:00.000Z", duration: 900 }],
    feedback: "It was good while it lasted. ".repeat(10),
  })
