import type { ServerResponse } from "node:http"
import {
  defaultExportColumns,
  type Export,
  type ExportChoice,
  type ExportEstimate,
  largestSmallExport,
} from "@holdfast/protocol"
import { exportNumber, hostileExport, pastExports } from "./fixture-export-list.ts"
import type { Visitor } from "./fixture-live.ts"

/**
 * What a test wants of the exports; it travels in the `export` cookie. `large` and `huge` lists, one that has `grown`
 * since it was estimated, `past` ones and a `colleague`'s that is running, a download that is `held` or `broken`, and what fails.
 */
export const exportWhims = [
  "large",
  "huge",
  "grown",
  "held",
  "broken",
  "past",
  "colleague",
  "hostile",
  "no-choice",
  "no-estimate",
  "slow-estimate",
  "refused",
  "gone",
  "lost",
  "tampered",
  "expired",
] as const
export type ExportWhim = (typeof exportWhims)[number]

interface ExportsRequest {
  visitor: Visitor
  whim: ExportWhim | undefined
  method: string
  /** Behind `/exports`. */
  path: string
  params: URLSearchParams
  body: unknown
  /** How many sessions match. */
  rows: number
}

interface Kept {
  choice: ExportChoice | null
  exports: Export[]
  /** Lets a held download go on. */
  release: () => void
}

const kept = new WeakMap<Visitor, Kept>()

function keptBy(visitor: Visitor, whim: ExportWhim | undefined): Kept {
  const known = kept.get(visitor) ?? { choice: null, exports: beginning(whim), release: () => {} }
  kept.set(visitor, known)
  return known
}

function beginning(whim: ExportWhim | undefined): Export[] {
  if (whim === "past") return pastExports()
  if (whim === "colleague") return [exportNumber(1, "running", { requestedBy: "grace@example.com" })]
  return whim === "hostile" ? [hostileExport()] : []
}

/** Makes the running export go on: `rows=8000`, `state=done`; `release` lets a held download end. */
export function moveExports(visitor: Visitor, params: URLSearchParams): Export[] {
  const known = keptBy(visitor, undefined)
  if (params.has("release")) known.release()
  known.exports = known.exports.map((each) => {
    if (each.state !== "queued" && each.state !== "running") return each
    const rowsDone = Number(params.get("rows") ?? each.rowsDone)
    const next = { ...each, state: "running" as const, rowsDone, bytesDone: rowsDone * 155 }
    switch (params.get("state")) {
      case "done":
        return exportNumber(1, "done", { choice: each.choice, requestedBy: each.requestedBy })
      case "failed":
        return { ...next, state: "failed", reason: "The disk of the server is full." }
      default:
        return next
    }
  })
  return known.exports
}

export async function answerExports(request: ExportsRequest, response: ServerResponse): Promise<void> {
  const { visitor, whim, method, path } = request
  const known = keptBy(visitor, whim)
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" })
    response.end(JSON.stringify(body))
  }
  const refuse = (status: number, code: string, message: string) => send(status, { error: { code, message } })
  const choice = (request.body ?? {}) as ExportChoice
  const [, id = "", what = ""] = path.split("/")
  if (path === "/choice") {
    if (whim === "no-choice") return refuse(500, "internal", "Something broke")
    return send(200, known.choice ?? firstChoice)
  }
  if (path === "/estimate") {
    if (whim === "slow-estimate") return
    if (whim === "no-estimate") return refuse(500, "internal", "Something broke")
    return send(200, estimateOf(request, choice, known))
  }
  if (path === "/download") {
    if (whim === "grown") return refuse(409, "too_many_rows", "There are 5,001 sessions now.")
    if (whim === "refused") return refuse(422, "invalid_choice", "columns: choose at least one.")
    known.choice = choice
    return sendFile(request, choice, known, response)
  }
  if (path === "" && method === "POST") {
    if (known.exports.some(({ state }) => state === "queued" || state === "running"))
      return refuse(409, "export_in_progress", "An export of this workspace is being prepared already.")
    known.choice = choice
    const { rows: rowsExpected } = estimateOf(request, choice, known)
    known.exports = [exportNumber(1, "queued", { choice, rowsExpected }), ...known.exports]
    return send(202, known.exports[0])
  }
  if (path === "") return send(200, { exports: known.exports })
  if (what === "cancel") {
    known.exports = known.exports.map((each) => (each.id === id ? { ...each, state: "cancelled" } : each))
    return send(
      200,
      known.exports.find((each) => each.id === id),
    )
  }
  if (what === "file") {
    if (whim === "lost") return refuse(404, "file_not_found", "The file of this export is no longer there.")
    response.writeHead(200, { "content-disposition": 'attachment; filename="sessions.csv"' })
    return void response.end("Session ID\r\n")
  }
  if (request.params.has("key")) {
    if (whim === "expired") return refuse(410, "export_expired", "This link has expired.")
    if (whim === "tampered") return refuse(403, "bad_link", "This link was changed.")
  }
  const one = linked(id, whim)
  return one ? send(200, one) : refuse(404, "export_not_found", "There is no such export.")
}

const firstChoice: ExportChoice = {
  profile: "spreadsheet",
  columns: [...defaultExportColumns],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

function linked(id: string, whim: ExportWhim | undefined): Export | undefined {
  if (whim === "gone") return undefined
  if (whim === "hostile") return hostileExport()
  if (whim === "lost") return exportNumber(3, "done", {})
  if (whim === "expired") return exportNumber(1, "expired", {})
  return pastExports().find((each) => each.id === id)
}

function estimateOf(
  { whim, rows: matching }: ExportsRequest,
  choice: ExportChoice,
  { exports }: Kept,
): ExportEstimate {
  const rows = whim === "large" ? 20_000 : whim === "huge" ? 1_200_000 : matching
  const isBusy = exports.some(({ state }) => state === "queued" || state === "running")
  const width = choice.profile === "ndjson" ? 1000 : choice.columns.length * 12
  return { rows, bytes: rows * width, isSmall: rows <= largestSmallExport, isBusy }
}

/** A file of one column: its rows are the numbers from 1, one of them over two lines. */
async function sendFile(
  { whim, rows }: ExportsRequest,
  { profile }: ExportChoice,
  known: Kept,
  response: ServerResponse,
): Promise<void> {
  const extension = profile === "ndjson" ? "ndjson" : "csv"
  response.writeHead(200, {
    "content-disposition": `attachment; filename="sessions-2026-11-23.${extension}"`,
    "x-holdfast-rows": String(rows),
  })
  if (profile !== "ndjson") response.write("Session ID\r\n")
  response.write(profile === "ndjson" ? '{"_id":"1"}\n' : '"1\n"\r\n')
  if (whim === "broken") {
    response.write('"half of')
    return void setTimeout(() => response.destroy(), 50)
  }
  const end = () => {
    for (let row = 2; row <= rows; row += 1) {
      response.write(profile === "ndjson" ? `{"_id":"${row}"}\n` : `${row}\r\n`)
    }
    response.end()
  }
  if (whim === "held") known.release = end
  else end()
}
