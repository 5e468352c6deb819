import { request } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { defaultExportColumns, type Export, type ExportChoice } from "@holdfast/protocol/dashboard"
import type pg from "pg"
import type { BenchServer } from "./server.ts"

/** The export that is measured. */
export const choice: ExportChoice = {
  profile: "machine",
  columns: [...defaultExportColumns],
  timeZone: "UTC",
  separator: ",",
  isCompressed: false,
}

const headers = ({ cookie, url }: BenchServer) => ({
  cookie,
  origin: url,
  "content-type": "application/json",
})

/** Asks for an export of a workspace and waits until its file is there. */
export async function makeExport(
  server: BenchServer,
  of: ExportChoice,
  appId: string,
  from: Date | null,
): Promise<Export> {
  const path = `${server.url}/api/workspaces/${appId}/exports`
  const asked = await fetch(`${path}?mode=live${from ? `&from=${from.toISOString()}` : ""}`, {
    method: "POST",
    headers: headers(server),
    body: JSON.stringify(of),
  })
  if (asked.status !== 202) throw new Error(`The export was refused: ${await asked.text()}`)
  const { id } = (await asked.json()) as Export
  for (;;) {
    const now = (await (await fetch(`${path}/${id}`, { headers: headers(server) })).json()) as Export
    if (now.state === "done") return now
    if (now.state !== "queued" && now.state !== "running") throw new Error(`The export is ${now.state}`)
    await sleep(25)
  }
}

/** Downloads an export as it is made. */
export function download(server: BenchServer, from: Date): Promise<{ firstMs: number; wholeMs: number }> {
  const path = `/api/workspaces/${server.keys.appId}/exports/download?mode=live&from=${from.toISOString()}`
  return new Promise((done, fail) => {
    const started = performance.now()
    let firstMs = 0
    const asked = request(server.url + path, { method: "POST", headers: headers(server) }, (answer) => {
      if (answer.statusCode !== 200) fail(new Error(`A download was refused: ${answer.statusCode}`))
      answer.once("data", () => {
        firstMs = performance.now() - started
      })
      answer.on("data", () => {})
      answer.on("end", () => done({ firstMs, wholeMs: performance.now() - started }))
    })
    asked.on("error", fail)
    asked.end(JSON.stringify(choice))
  })
}

/** When the so manyth session began, from the newest. */
export async function newest(client: pg.Client, workspaceId: string, sessions: number): Promise<Date> {
  const { rows } = await client.query<{ created_at: Date }>(
    `select created_at from session where workspace_id = $1 and mode = 'live'
     order by created_at desc, id desc offset $2 limit 1`,
    [workspaceId, sessions - 1],
  )
  return rows[0]?.created_at ?? new Date(0)
}
