import { type Dimension, regionName, valueLabel } from "@holdfast/protocol"
import { languageName } from "@holdfast/protocol/flow"
import type { Db } from "../db/database.ts"
import { segmentNames } from "../flow/segment-names.ts"
import { createPlanLabels, type KeptPlanLabels } from "../session/read/plan-labels.ts"
import type { SessionFilter } from "../session/read/session-filter.ts"

/** Finding what a plan costs can be a long walk; the moments of the pages share what was found. */
const keptPlans: KeptPlanLabels = new Map()

type Names = (value: string | null) => string

/** What a person reads for values of a dimension: plans and segments as the facets of the stream have them. */
export async function valueNames(
  db: Db,
  whose: Pick<SessionFilter, "workspaceId" | "mode">,
  dimension: Dimension,
  values: readonly (string | null)[],
): Promise<Names> {
  const texts = values.filter((value) => value !== null)
  const found = await namesOf(db, whose, dimension, texts)
  return (value) => (value === null ? undefined : found?.(value)) ?? valueLabel(dimension, value)
}

async function namesOf(
  db: Db,
  whose: Pick<SessionFilter, "workspaceId" | "mode">,
  dimension: Dimension,
  values: readonly string[],
): Promise<((value: string) => string | null | undefined) | null> {
  switch (dimension) {
    case "planId": {
      const labels = await createPlanLabels(db, () => new Date(), keptPlans).of(whose, values)
      return (value) => labels.get(value)
    }
    case "segmentId": {
      const names = await segmentNames(db, whose.workspaceId)
      return (value) => names.get(value)
    }
    case "blueprintId": {
      const names = await versionNames(db, whose.workspaceId, values)
      return (value) => names.get(value)
    }
    case "language":
      return languageName
    case "region":
      return regionName
    case "currency":
      return (value) => value.toUpperCase()
    default:
      return null
  }
}

async function versionNames(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom("blueprint")
    .select(["id", "name", "version"])
    .where("workspace_id", "=", workspaceId)
    .where("id", "in", ids)
    .execute()
  return new Map(rows.map(({ id, name, version }) => [id, `Version ${version} of ${name}`]))
}
