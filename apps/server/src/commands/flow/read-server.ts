import type { BlueprintContent } from "@holdfast/protocol/flow"
import type { Draft, FlowEntry } from "../../http/wire/config/flow-shapes.ts"
import type { Segment } from "../../http/wire/config/segment-routes.ts"
import { CommandError } from "../with-database.ts"
import type { ConfigClient } from "./config-client.ts"
import type { FileSegment } from "./flow-file.ts"

/** A flow as the server has it now. */
export interface ServedFlow {
  flowId: string
  name: string
  segment: Required<FileSegment> | null
  draft: Pick<Draft, "revision" | "content" | "hasUnpublishedChanges">
  /** null while nothing was published. */
  live: { version: number; content: BlueprintContent } | null
}

export const draftPath = (flowId: string) => `flows/${encodeURIComponent(flowId)}/draft`

/** Every flow of the workspace, archived ones too. */
export async function listEntries(client: ConfigClient): Promise<FlowEntry[]> {
  const { flows } = await client.get<{ flows: FlowEntry[] }>("blueprints")
  if (Array.isArray(flows)) return flows
  throw new CommandError("The server answers without a list of flows; is the address right?")
}

/** The Primary Flow, then the flows of segments in their order, without archived ones. */
export async function readServer(client: ConfigClient): Promise<ServedFlow[]> {
  const primary = (await listEntries(client)).find(({ scope }) => scope === "org")
  if (!primary) throw new CommandError("The server has no Primary Flow in this workspace.")
  const { segments } = await client.get<{ segments: Segment[] }>("segments")
  const flows = [await readFlow(client, primary.flowId, null)]
  // one after another: a server that is busy with customers is not asked for 200 flows at once
  for (const { id, name, enabled, filter, flowId } of segments)
    flows.push(await readFlow(client, flowId, { id, name, enabled, filter }))
  return flows
}

async function readFlow(
  client: ConfigClient,
  flowId: string,
  segment: Required<FileSegment> | null,
): Promise<ServedFlow> {
  const draft = await client.get<Draft>(draftPath(flowId))
  const { published } = draft
  const live = published && {
    version: published.version,
    content: draft.hasUnpublishedChanges ? await readVersion(client, published.blueprintId) : draft.content,
  }
  return { flowId, name: draft.name, segment, draft, live }
}

/** The content of a version, which the contract spreads out among what is said of it. */
async function readVersion(client: ConfigClient, blueprintId: string): Promise<BlueprintContent> {
  const version = await client.get<Record<string, unknown>>(`blueprints/${encodeURIComponent(blueprintId)}`)
  const { primaryColor, brandImage, ...rest } = version
  const said = Object.entries(rest).filter(([name]) => !aboutVersion.has(name))
  return { ...Object.fromEntries(said), branding: { primaryColor, brandImage } } as BlueprintContent
}

const aboutVersion = new Set(["_id", "flowId", "segmentId", "name", "version", "locked", "publishedAt"])
