import type { SegmentChange } from "@holdfast/protocol/dashboard"
import { readRule, ruleFaults } from "@holdfast/protocol/flow"
import type { Db } from "../../db/database.ts"
import { endEarly } from "../ab-test/move-ab-test.ts"
import type { StoredTest } from "../ab-test/test-at.ts"
import { disturbing, type TestRuns, whyDisturbed } from "../ab-test/why-disturbed.ts"
import { findLive } from "../edit/find-draft.ts"
import type { FlowChange, FlowWriter } from "../edit/flow-change.ts"
import { inWords } from "./rule-sentence.ts"
import {
  changingSegments,
  isNameTaken,
  recordFlowAudit,
  rulesForAudit,
  storedRules,
} from "./segment-store.ts"

type Changed =
  | { kind: "changed"; flowId: string }
  | { kind: "segment_not_found" }
  | { kind: "name_taken" }
  | { kind: "segment_has_no_rules" }
  | { kind: "nothing_published" }
  | { kind: "flow_archived" }
  | { kind: "invalid"; sentence: string }
  | TestRuns

/**
 * Renames a segment, changes its rules, turns it on or off; what is left out stays. Customers get by the new rules from the
 * next one who opens the flow. `endAbTest` ends the test of a segment that is turned off, which would otherwise be in the way.
 */
export async function changeSegment(
  { db }: Pick<FlowWriter, "db">,
  change: FlowChange,
  segmentId: string,
  { name, enabled, rules, endAbTest = false }: SegmentChange,
): Promise<Changed> {
  const { workspaceId } = change
  const faults = ruleFaults(rules ?? [])
  if (faults.length > 0) return { kind: "invalid", sentence: inWords(faults) }
  return changingSegments<Changed>(db, workspaceId, async (trx) => {
    const segment = await trx
      .selectFrom("segment")
      .select(["name", "enabled", "filter"])
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", segmentId)
      .executeTakeFirst()
    const flow = segment && (await flowOf(trx, workspaceId, segmentId))
    if (!segment || !flow) return { kind: "segment_not_found" }
    if (name !== undefined && (await isNameTaken(trx, workspaceId, name, segmentId))) {
      return { kind: "name_taken" }
    }
    const before = {
      name: segment.name,
      enabled: segment.enabled,
      rules: segment.filter.flatMap((stored) => readRule(stored) ?? []),
    }
    const after = {
      name: name ?? before.name,
      enabled: enabled ?? before.enabled,
      rules: rules ?? before.rules,
    }
    if (after.enabled && after.rules.length === 0) return { kind: "segment_has_no_rules" }
    if (after.enabled && !before.enabled) {
      if (flow.archived_at) return { kind: "flow_archived" }
      if (!(await findLive(trx, workspaceId, flow.id))) return { kind: "nothing_published" }
    }
    if (before.enabled && !after.enabled) {
      const end = endAbTest ? (test: StoredTest) => endEarly(trx, change, test) : null
      const disturbed = await whyDisturbed(trx, change, segmentId, disturbing.turningOff, end)
      if (disturbed) return disturbed
    }
    await trx
      .updateTable("segment")
      .set({
        name: after.name,
        enabled: after.enabled,
        ...(rules && { filter: storedRules(rules) }),
      })
      .where("workspace_id", "=", workspaceId)
      .where("id", "=", segmentId)
      .execute()
    if (after.name !== before.name) {
      // versions keep the name under which they were published
      await trx
        .updateTable("flow")
        .set({ name: after.name })
        .where("workspace_id", "=", workspaceId)
        .where("segment_id", "=", segmentId)
        .execute()
    }
    const detail = changesBetween(before, after)
    if (detail) {
      const target = { kind: "segment", id: segmentId, name: after.name } as const
      await recordFlowAudit(trx, change, "segment.changed", target, detail)
    }
    return { kind: "changed", flowId: flow.id }
  })
}

/** The flow that the segment's customers see, or the last one that they saw. */
const flowOf = (db: Db, workspaceId: string, segmentId: string) =>
  db
    .selectFrom("flow")
    .select(["id", "archived_at"])
    .where("workspace_id", "=", workspaceId)
    .where("segment_id", "=", segmentId)
    .where((eb) => eb.or([eb("arm", "is", null), eb("arm", "=", "control")]))
    .orderBy("archived_at", (order) => order.desc().nullsFirst())
    .orderBy("id")
    .limit(1)
    .executeTakeFirst()

interface Settings {
  name: string
  enabled: boolean
  rules: Parameters<typeof rulesForAudit>[0]
}

/** What became of each setting that is another one now; null where none is. */
function changesBetween(before: Settings, after: Settings) {
  const isOther = (name: keyof Settings) => JSON.stringify(before[name]) !== JSON.stringify(after[name])
  const names = (["name", "enabled", "rules"] as const).filter(isOther)
  if (names.length === 0) return null
  const pick = (settings: Settings) => {
    const shown = { ...settings, rules: rulesForAudit(settings.rules) }
    return Object.fromEntries(names.map((name) => [name, shown[name]]))
  }
  return { before: pick(before), after: pick(after) }
}
