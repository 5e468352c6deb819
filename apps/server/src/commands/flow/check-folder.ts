import { partsOf, publishFaults, ruleFaults } from "@holdfast/protocol/flow"
import { onOneLine } from "../../http/dashboard/visible-name.ts"
import {
  type FileFault,
  type FlowFolder,
  orderPath,
  primaryPath,
  type StoredFlow,
  segmentPath,
} from "./flow-folder.ts"

export interface Checked {
  /** With any of these nothing is sent. */
  faults: FileFault[]
  /** A draft may have these; a publication may not. */
  publishing: FileFault[]
  /** Parts that two flows have. Those may have been so for long, which only the server knows. */
  shared: SharedPart[]
}

export interface SharedPart extends FileFault {
  guid: string
}

/** What is wrong with a folder of flows, as far as it can be told without the server. */
export function checkFolder(folder: FlowFolder): Checked {
  const { flows } = folder
  const nameOf = ({ file }: StoredFlow) => file.segment && onOneLine(file.segment.name).toLowerCase()
  return {
    faults: [
      ...folder.faults,
      ...primaryFaults(folder),
      ...flows.flatMap(idFaults),
      ...sameTwice(flows, "flowId", ({ file }) => file.flowId),
      ...sameTwice(flows, "segment.id", ({ file }) => file.segment?.id),
      ...sameTwice(flows, "segment.name", nameOf),
      ...flows.flatMap(ruleFaultsOf),
      ...orderFaults(folder),
    ],
    publishing: flows.flatMap(({ path, file }) =>
      publishFaults(file.content).map(({ path: at, fault }) => ({
        path,
        sentence: `content.${at} ${fault}.`,
      })),
    ),
    shared: sharedParts(flows),
  }
}

const isPrimary = ({ path }: StoredFlow) => path === primaryPath
/** A segment that the server does not know yet. */
export const isNew = ({ file }: StoredFlow) => file.flowId === undefined && file.segment !== null

function primaryFaults({ flows, faults }: FlowFolder): FileFault[] {
  const isThere = flows.some(isPrimary) || faults.some(({ path }) => path === primaryPath)
  return isThere ? [] : [{ path: primaryPath, sentence: "It is missing; pull writes it." }]
}

function idFaults(stored: StoredFlow): FileFault[] {
  const { path, file } = stored
  const say = (sentence: string) => [{ path, sentence }]
  if (isPrimary(stored)) {
    if (file.segment !== null) return say("segment is null for the Primary Flow.")
    return file.flowId === undefined ? say("flowId is missing; pull writes it.") : []
  }
  if (file.segment === null) return say("segment is null, which is so for the Primary Flow alone.")
  if ((file.flowId === undefined) !== (file.segment.id === undefined))
    return say("flowId and segment.id belong together: a new segment has neither.")
  return isNew(stored) && file.basedOn !== null ? say("basedOn is null for a new segment.") : []
}

function sameTwice(
  flows: readonly StoredFlow[],
  field: string,
  pick: (stored: StoredFlow) => string | null | undefined,
): FileFault[] {
  const first = new Map<string, string>()
  return flows.flatMap((stored) => {
    const value = pick(stored)
    const other = value == null ? undefined : first.get(value)
    if (value != null && other === undefined) first.set(value, stored.path)
    if (other === undefined) return []
    return [{ path: stored.path, sentence: `${field} is that of ${other} too.` }]
  })
}

const ruleFaultsOf = ({ path, file: { segment } }: StoredFlow): FileFault[] => {
  if (segment === null) return []
  const faults = ruleFaults(segment.filter).map(({ path: at, fault }) => ({
    path,
    sentence: `segment.${at.replace(/^rules/, "filter")} ${fault}.`,
  }))
  const isEmpty = segment.enabled && segment.filter.length === 0
  return isEmpty
    ? [...faults, { path, sentence: "segment.enabled is true, and without rules it matches nobody." }]
    : faults
}

function orderFaults({ order, names, faults }: FlowFolder): FileFault[] {
  // what cannot be read names nothing
  if (faults.some(({ path }) => path === orderPath)) return []
  const say = (sentence: string) => ({ path: orderPath, sentence })
  return [
    ...order.filter((name) => !names.includes(name)).map((name) => say(`There is no ${segmentPath(name)}.`)),
    ...order
      .filter((name, place) => order.indexOf(name) < place)
      .map((name) => say(`${name} is there twice.`)),
    ...names.filter((name) => !order.includes(name)).map((name) => say(`${name} is missing in the order.`)),
  ]
}

/** Parts of new segments are no such case: whatever another flow has too is copied. */
function sharedParts(flows: readonly StoredFlow[]): SharedPart[] {
  const first = new Map<string, string>()
  return flows
    .filter((stored) => !isNew(stored))
    .flatMap(({ path, file }) => {
      const parts = partsOf(file.content)
      const shared = parts.flatMap(({ path: at, guid }): SharedPart[] => {
        const other = first.get(guid)
        if (other === undefined) return []
        return [{ path, guid, sentence: `content.${at}.guid is that of a part in ${other} too.` }]
      })
      for (const { guid } of parts) if (!first.has(guid)) first.set(guid, path)
      return shared
    })
}
