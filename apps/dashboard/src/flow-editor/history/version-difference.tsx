import type { FlowHistoryVersion } from "@holdfast/protocol/dashboard"
import { compareFlows } from "@holdfast/protocol/flow"
import { useQuery } from "@tanstack/react-query"
import { flowVersionQuery } from "../../api/pages.ts"
import { PageFault } from "../../parts/page-fault.tsx"
import { PageSection } from "../../parts/page-section.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { ComparisonView } from "../publish/comparison-view.tsx"
import classes from "./history.module.css"

interface VersionDifferenceProps {
  older: string
  newer: string
  versions: readonly FlowHistoryVersion[]
}

/** What changed from one version to another. */
export function VersionDifference({ older, newer, versions }: VersionDifferenceProps) {
  const { appId } = usePlace().workspace
  const [before, after] = [useQuery(flowVersionQuery(appId, older)), useQuery(flowVersionQuery(appId, newer))]
  const numberOf = (id: string) => versions.find(({ blueprintId }) => blueprintId === id)?.version
  const failed = before.error ? before : after
  return (
    <div className={classes.difference} aria-live="polite">
      <PageSection title={`From version ${numberOf(older)} to version ${numberOf(newer)}`}>
        {failed.error && (
          <PageFault
            error={failed.error}
            what="load the versions"
            isStale={false}
            isTrying={failed.isFetching}
            onTryAgain={() => void failed.refetch()}
          />
        )}
        {before.data && after.data && (
          <ComparisonView
            comparison={compareFlows(before.data.blueprint.content, after.data.blueprint.content)}
          />
        )}
      </PageSection>
    </div>
  )
}
