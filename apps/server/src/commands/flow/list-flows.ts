import { readable } from "../readable.ts"
import type { ConfigClient } from "./config-client.ts"
import { listEntries } from "./read-server.ts"

const words = { active: "live", setup_pending: "never published", inactive: "off" } as const

/** `holdfast flow list`: a line for each flow, in the order in which they are asked; archived ones come last. */
export async function listFlows({ client, say }: { client: ConfigClient; say: (line: string) => void }) {
  const rows = (await listEntries(client)).map(({ flowId, name, status, hasUnpublishedChanges }) => ({
    flowId,
    name: readable(name),
    status: `${words[status]}${hasUnpublishedChanges && status !== "setup_pending" ? ", draft differs" : ""}`,
  }))
  const widthOf = (field: "name" | "status") => Math.max(...rows.map((row) => row[field].length))
  const [names, statuses] = [widthOf("name"), widthOf("status")]
  for (const { flowId, name, status } of rows)
    say(`${name.padEnd(names)}  ${status.padEnd(statuses)}  ${readable(flowId)}`)
  return 0
}
