import { mintedGuids, partsOf } from "@holdfast/protocol/flow"
import { isNew, type SharedPart } from "./check-folder.ts"
import { type FileSegment, type FlowFile, isSame } from "./flow-file.ts"
import { type FileFault, orderPath, type StoredFlow } from "./flow-folder.ts"
import type { ServedFlow } from "./read-server.ts"

/** What becomes of one file. */
export type FlowPlan = { path: string; file: FlowFile } & (
  | { kind: "new"; segment: FileSegment }
  | {
      kind: "known"
      served: ServedFlow
      /** The file differs from the draft, and shall be the draft. */
      isSaved: boolean
      /** The file is not what is live. */
      differsFromLive: boolean
      /** Somebody's draft that is not in the file, and stays. */
      keepsDraft: boolean
      /** Name, rules, on or off: what of them differs. */
      settings: Partial<FileSegment>
    }
)
type KnownPlan = Extract<FlowPlan, { kind: "known" }>

export interface PushPlan {
  flows: FlowPlan[]
  /** With any of these nothing is sent. */
  refusals: FileFault[]
}

export interface PushChoice {
  /** Write over drafts that somebody has not published. */
  overDrafts: boolean
}

/**
 * What is to be sent for each file, as the server is now, and what speaks against it. Sends nothing.
 * @param flows with their segments in the server's words
 */
export function planPush(
  flows: readonly StoredFlow[],
  served: readonly ServedFlow[],
  shared: readonly SharedPart[],
  choice: PushChoice,
): PushPlan {
  const plan: PushPlan = { flows: [], refusals: [] }
  for (const { path, file } of flows) {
    const refuse = (sentence: string) => plan.refusals.push({ path, sentence })
    if (isNew({ path, file })) {
      const name = file.segment?.name.toLowerCase()
      const isTaken = served.some(({ segment }) => segment?.name.toLowerCase() === name)
      if (isTaken) refuse("The server has a segment of that name, which this file does not know: pull first.")
      else if (file.segment) plan.flows.push({ kind: "new", path, file, segment: file.segment })
      continue
    }
    const theirs = served.find(({ flowId }) => flowId === file.flowId)
    if (!theirs || theirs.segment?.id !== file.segment?.id) {
      refuse("This workspace has no such flow, or it is archived.")
      continue
    }
    const known = planKnown({ path, file }, theirs, choice)
    plan.flows.push(known)
    for (const sentence of refusalsOf(known, choice)) refuse(sentence)
    for (const { sentence } of newlyShared(known, shared)) refuse(`${sentence} It takes one of its own.`)
  }
  const ids = new Set(flows.map(({ file }) => file.flowId))
  for (const { flowId, name } of served) {
    if (!ids.has(flowId))
      plan.refusals.push({
        path: orderPath,
        sentence: `No file holds ${name}, which is on the server: pull first.`,
      })
  }
  return plan
}

function planKnown({ path, file }: StoredFlow, served: ServedFlow, { overDrafts }: PushChoice): KnownPlan {
  const { draft, live } = served
  const isLive = live !== null && isSame(live.content, file.content)
  const isDraft = isSame(draft.content, file.content)
  const isSaved = !isDraft && (!isLive || overDrafts)
  return {
    kind: "known",
    path,
    file,
    served,
    isSaved,
    differsFromLive: !isLive,
    keepsDraft: isLive && !isDraft && !overDrafts,
    settings: settingsBetween(served.segment, file.segment),
  }
}

function settingsBetween(before: FileSegment | null, after: FileSegment | null): Partial<FileSegment> {
  if (!before || !after) return {}
  return {
    ...(after.name !== before.name && { name: after.name }),
    ...(after.enabled !== before.enabled && { enabled: after.enabled }),
    ...(!isSame(after.filter, before.filter) && { filter: after.filter }),
  }
}

function refusalsOf(
  { file, served, isSaved, differsFromLive }: KnownPlan,
  { overDrafts }: PushChoice,
): string[] {
  const { draft, live } = served
  if (!differsFromLive && !isSaved) return []
  const base = file.basedOn?.version ?? null
  const newest = live?.version ?? null
  if (differsFromLive && base !== newest) {
    const [of, now] = [base, newest].map((version) => (version === null ? "nothing" : `version ${version}`))
    return [`It is based on ${of}, and ${now} is live: pull first, and make the change there.`]
  }
  if (isSaved && draft.hasUnpublishedChanges && !overDrafts)
    return [
      "Somebody's draft is not published, and is not what this file says: look at it on the page Flows, or write over it with --over-drafts.",
    ]
  // the server would refuse it when half of the rest is done
  return isSaved
    ? mintedGuids(draft.content, file.content).map(({ path, fault }) => `content.${path} ${fault}.`)
    : []
}

/** Parts that another flow has too, and that this one did not have so far. */
function newlyShared(
  { path, served: { draft, live } }: KnownPlan,
  shared: readonly SharedPart[],
): SharedPart[] {
  const had = new Set(
    [draft.content, ...(live ? [live.content] : [])].flatMap(partsOf).map(({ guid }) => guid),
  )
  return shared.filter((part) => part.path === path && !had.has(part.guid))
}
