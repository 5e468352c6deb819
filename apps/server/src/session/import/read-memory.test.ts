import { execFile } from "node:child_process"
import { createWriteStream, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { promisify } from "node:util"
import { createGzip } from "node:zlib"
import { afterAll, beforeAll, expect, test } from "vitest"

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "hf-import-"))
})
afterAll(() => rmSync(folder, { recursive: true }))

const count = 300_000
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

/** Lists are written in parts of a thousand records. */
function* list(): Generator<string> {
  for (let from = 0; from < count; from += 1000) {
    const part = Array.from({ length: 1000 }, (_, i) => record(from + i)).join(",\n")
    yield `${from === 0 ? "[" : ",\n"}${part}`
  }
  yield "]"
}

test("a list of 300,000 records, 200 MB, is read in flat memory", { timeout: 120_000 }, async () => {
  const path = join(folder, "many.json.gz")
  await pipeline(Readable.from(list()), createGzip({ level: 1 }), createWriteStream(path))
  const program = join(import.meta.dirname, "testing/read-many.ts")
  const { stdout } = await promisify(execFile)(process.execPath, [program, path])
  const { sessions, early, most } = JSON.parse(stdout)
  expect(sessions).toBe(count)
  // measured: 119 and 120 MB; were records kept, it would be hundreds more
  expect(most - early).toBeLessThan(60)
})
