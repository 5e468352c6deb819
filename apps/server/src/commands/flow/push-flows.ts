import { randomUUID } from "node:crypto"
import { type BlueprintContent, copyContent, partsOf, typedRule } from "@holdfast/protocol/flow"
import { onOneLine } from "../../http/dashboard/visible-name.ts"
import type { Draft, MadeVersion } from "../../http/wire/config/flow-shapes.ts"
import type { Segment } from "../../http/wire/config/segment-routes.ts"
import { readable } from "../readable.ts"
import { CommandError } from "../with-database.ts"
import { checkFolder } from "./check-folder.ts"
import type { FileSegment, FlowFile } from "./flow-file.ts"
import {
  type FileFault,
  type FlowFolder,
  orderPath,
  readFolder,
  segmentPath,
  writeFlow,
} from "./flow-folder.ts"
import { type FlowPlan, type PushChoice, planPush } from "./plan-push.ts"
import type { FolderCommand } from "./pull-flows.ts"
import { draftPath, readServer, type ServedFlow } from "./read-server.ts"

export interface PushCommand extends FolderCommand, PushChoice {
  /** Why, for the history; null saves drafts alone, and customers see nothing of it. */
  note: string | null
  /** For what went wrong. */
  complain: (line: string) => void
}

/**
 * Sends what differs, and publishes it where a note is given. Nothing is sent while a file has a fault or the server has
 * something that the files do not know; when the server refuses later on, it is said what was not done. Answers the exit
 * code.
 */
export async function pushFlows(command: PushCommand): Promise<number> {
  const { client, dir, note, complain } = command
  const folder = readFolder(dir)
  const { faults, publishing, shared } = checkFolder(folder)
  if (stops(complain, [...faults, ...(note === null ? [] : publishing)])) return 1
  for (const stored of folder.flows) stored.file = asServed(stored.file)
  const served = await readServer(client)
  const plan = planPush(folder.flows, served, shared, command)
  if (stops(complain, plan.refusals)) return 1
  const ids = new Map(folder.flows.map(({ path, file }) => [path, file.segment?.id ?? ""]))
  const steps = [
    ...plan.flows.map((flow) => ({
      path: flow.path,
      run: () => (flow.kind === "new" ? pushNew(command, folder, flow, ids) : pushKnown(command, flow)),
    })),
    { path: orderPath, run: () => pushOrder(command, folder, served, ids) },
  ]
  for (const [place, { path, run }] of steps.entries()) {
    try {
      await run()
    } catch (error) {
      if (!(error instanceof CommandError)) throw error
      complain(`${readable(path)}: ${error.message}`)
      const rest = steps.slice(place + 1).map((step) => readable(step.path))
      complain(`Stopped there.${rest.length > 0 ? ` Nothing was done for ${rest.join(", ")}.` : ""}`)
      return 1
    }
  }
  return 0
}

/** The segment as the server will say it. */
function asServed(file: FlowFile): FlowFile {
  const { segment } = file
  if (segment === null) return file
  const { name, filter } = segment
  return { ...file, segment: { ...segment, name: onOneLine(name), filter: filter.map(typedRule) } }
}

function stops(complain: (line: string) => void, faults: readonly FileFault[]): boolean {
  for (const { path, sentence } of faults) complain(`${readable(path)}: ${readable(sentence)}`)
  if (faults.length > 0) complain("Nothing was sent.")
  return faults.length > 0
}

type Known = Extract<FlowPlan, { kind: "known" }>
type New = Extract<FlowPlan, { kind: "new" }>

async function pushKnown(command: PushCommand, plan: Known): Promise<void> {
  const { client, dir, note, say } = command
  const { path, file, served, settings } = plan
  const done: string[] = []
  let { basedOn, content } = file
  let { revision } = served.draft
  try {
    if (plan.isSaved) {
      const body = { content: file.content, revision }
      revision = (await client.send<Draft>("PUT", draftPath(served.flowId), body)).revision
      done.push("draft saved")
    }
    if (plan.differsFromLive && note !== null) {
      const made = await publish(command, served.flowId, { revision, content })
      basedOn = { version: made.version }
      content = made.content
      done.push(...made.told)
      writeFlow(dir, path, { ...file, basedOn, content })
    } else if (!plan.differsFromLive && served.live && served.live.version !== basedOn?.version) {
      basedOn = { version: served.live.version }
      writeFlow(dir, path, { ...file, basedOn })
    }
    if (served.segment && Object.keys(settings).length > 0) {
      if (note !== null) {
        await changeSegment(command, served.segment.id, settings)
        writeFlow(dir, path, { ...file, basedOn, content })
      }
      done.push(note === null ? `${inWords(settings)}: not sent without --publish` : inWords(settings))
    }
    if (plan.keepsDraft) done.push("somebody's draft stays")
  } finally {
    if (done.length > 0) say(`${path}: ${done.join("; ")}`)
  }
  if (done.length === 0) say(`${path}: nothing changed`)
}

/** Makes the segment, and writes its ids into the file at once. */
async function pushNew(
  command: PushCommand,
  folder: FlowFolder,
  { path, file, segment }: New,
  ids: Map<string, string>,
): Promise<void> {
  const { client, dir, note, say } = command
  const { name, filter } = segment
  const others = folder.flows.filter((stored) => stored.path !== path)
  const taken = new Set(others.flatMap((stored) => partsOf(stored.file.content)).map(({ guid }) => guid))
  const content = copyContent(file.content, randomUUID, (guid) => taken.has(guid))
  const done: string[] = []
  try {
    const made = await client.send<Segment>("POST", "segments", { name, filter, content })
    done.push("segment made")
    const written = {
      flowId: made.flowId,
      segment: { ...segment, id: made.id },
      basedOn: null,
      content,
    }
    ids.set(path, made.id)
    // a copy of this file that comes after it is one of what was made
    const stored = folder.flows.find((each) => each.path === path)
    if (stored) stored.file = written
    writeFlow(dir, path, written)
    if (note !== null) {
      const { revision } = await client.get<Draft>(draftPath(made.flowId))
      const { version, told, content } = await publish(command, made.flowId, {
        revision,
        content: written.content,
      })
      writeFlow(dir, path, { ...written, basedOn: { version }, content })
      done.push(...told)
      if (segment.enabled) {
        await changeSegment(command, made.id, { enabled: true })
        done.push("turned on")
      }
    } else if (segment.enabled) done.push("turned on: not sent without --publish")
  } finally {
    if (done.length > 0) say(`${path}: ${done.join("; ")}`)
  }
}

async function pushOrder(
  { client, note, say }: PushCommand,
  { order }: FlowFolder,
  served: readonly ServedFlow[],
  idOf: ReadonlyMap<string, string>,
): Promise<void> {
  const ids = order.map((name) => idOf.get(segmentPath(name)) ?? "")
  const before = served.flatMap(({ segment }) => segment?.id ?? [])
  // new segments are last
  const now = [...before, ...[...idOf.values()].filter((id) => id !== "" && !before.includes(id))]
  if (ids.every((id, place) => id === now[place])) return
  if (note !== null) await client.send("POST", "segments/reorder", { ids })
  say(
    `${orderPath}: ${note === null ? "another order: not sent without --publish" : "segments put in order"}`,
  )
}

/** What was published, with what was translated on the way: the file says what is live. */
async function publish(
  { client, note }: PushCommand,
  flowId: string,
  { revision, content }: Pick<Draft, "revision" | "content">,
): Promise<{ version: number; content: BlueprintContent; told: string[] }> {
  const path = `flows/${encodeURIComponent(flowId)}/publish`
  const { version, translated } = await client.send<MadeVersion>("POST", path, { revision, note })
  const isSame = translated.every((each) => each.translated === 0)
  const live = isSame ? content : (await client.get<Draft>(draftPath(flowId))).content
  const told = translated.map(({ language, translated: count, failed, why }) => {
    const left = failed > 0 ? `, ${failed} not: ${readable(why ?? "")}` : ""
    return `${count} texts translated into ${language}${left}`
  })
  return { version, content: live, told: [`published version ${version}`, ...told] }
}

const changeSegment = ({ client }: PushCommand, id: string, change: Partial<FileSegment>) =>
  client.send("PATCH", `segments/${encodeURIComponent(id)}`, change)

function inWords({ name, enabled, filter }: Partial<FileSegment>): string {
  return [
    ...(name === undefined ? [] : ["another name"]),
    ...(filter === undefined ? [] : ["other rules"]),
    ...(enabled === undefined ? [] : [enabled ? "turned on" : "turned off"]),
  ].join(", ")
}
