import { readable } from "../readable.ts"
import { CommandError } from "../with-database.ts"
import { isNew } from "./check-folder.ts"
import type { ConfigClient } from "./config-client.ts"
import { fileNameOf } from "./file-name-of.ts"
import type { FlowFile } from "./flow-file.ts"
import {
  type FlowFolder,
  primaryPath,
  readFolder,
  removeFile,
  segmentPath,
  writeFlow,
  writeOrder,
} from "./flow-folder.ts"
import { readServer, type ServedFlow } from "./read-server.ts"

export interface FolderCommand {
  client: ConfigClient
  dir: string
  say: (line: string) => void
}

/**
 * Makes the folder say what is live; of a flow that was never published, what its draft says. A segment's file keeps its
 * name for life, files of new segments stay, and those of segments that are gone go. Answers the exit code.
 * @throws CommandError before anything is written where the folder holds what cannot be read, or another workspace
 */
export async function pullFlows({ client, dir, say }: FolderCommand): Promise<number> {
  const folder = readFolder(dir)
  const served = await readServer(client)
  assertOurs(folder, served)
  const pathOf = pathsFor(folder, served)
  for (const flow of served) {
    const path = pathOf(flow)
    const isWritten = writeFlow(dir, path, fileOf(flow))
    const version = flow.live ? `version ${flow.live.version}` : "the draft; nothing was published"
    const left = flow.live && flow.draft.hasUnpublishedChanges ? "; a draft was not pulled" : ""
    say(`${path}: ${isWritten ? "written" : "unchanged"}, ${version}${left}`)
  }
  const known = new Set(served.map(pathOf))
  for (const stored of folder.flows) {
    if (known.has(stored.path) || isNew(stored)) continue
    removeFile(dir, stored.path)
    say(`${stored.path}: removed; its segment is archived or gone`)
  }
  const fresh = folder.flows.filter(isNew).map(({ path }) => path)
  const order = [...served.filter(({ segment }) => segment).map(pathOf), ...fresh]
  if (
    writeOrder(
      dir,
      order.map((path) => path.replace(segmentPath(""), "")),
    )
  )
    say("order.json: written")
  return 0
}

export function fileOf({ flowId, segment, live, draft }: ServedFlow): FlowFile {
  const basedOn = live && { version: live.version }
  return { flowId, segment, basedOn, content: live?.content ?? draft.content }
}

function assertOurs({ flows, faults }: FlowFolder, [primary]: readonly ServedFlow[]): void {
  const [fault] = faults
  if (fault)
    throw new CommandError(
      `${readable(fault.path)}: ${readable(fault.sentence)} Mend it or delete it; nothing was written.`,
    )
  const theirs = flows.find(({ path, file }) => path === primaryPath && file.flowId !== primary?.flowId)
  if (theirs)
    throw new CommandError(
      `${primaryPath} is of another workspace; take another folder. Nothing was written.`,
    )
}

/** Where each flow lies: where it lay before, or in a new file. */
function pathsFor(folder: FlowFolder, served: readonly ServedFlow[]): (flow: ServedFlow) => string {
  const taken = new Set(folder.names.map((name) => name.toLowerCase()))
  const paths = new Map<string, string>()
  for (const { flowId, segment } of served) {
    const before = folder.flows.find(({ file }) =>
      segment === null ? file.flowId === flowId : file.segment?.id === segment.id,
    )
    if (segment === null) paths.set(flowId, primaryPath)
    else if (before) paths.set(flowId, before.path)
    else {
      const name = fileNameOf(segment.name, taken)
      taken.add(name)
      paths.set(flowId, segmentPath(name))
    }
  }
  return ({ flowId }) => paths.get(flowId) ?? primaryPath
}
