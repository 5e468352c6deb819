import type { Evidence } from "@holdfast/protocol/dashboard"
import { Button, Group } from "@mantine/core"
import { useQuery } from "@tanstack/react-query"
import { getRouteApi, Link } from "@tanstack/react-router"
import { evidenceQuery } from "../api/evidence.ts"
import { Problem } from "../api/problem.ts"
import { MissingPage } from "../parts/missing-page.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSkeleton } from "../parts/page-skeleton.tsx"
import quiet from "../parts/quiet-link.module.css"
import { saveBlob } from "../parts/save-blob.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import classes from "./evidence.module.css"
import { EvidenceSheet } from "./evidence-sheet.tsx"

const route = getRouteApi("/shell/sessions/$sessionId/evidence")

/** The evidence of a cancellation, to print and to keep as JSON. */
export function EvidencePage() {
  const { sessionId } = route.useParams()
  const { workspace } = usePlace()
  const { data, error, isFetching, refetch } = useQuery(evidenceQuery(workspace.appId, sessionId))
  if (error instanceof Problem && error.kind === "refused") {
    return (
      <MissingPage title="There is no such session here">
        <p>
          The workspace {workspace.name} has no session with this id, so there is no evidence of one either.
        </p>
      </MissingPage>
    )
  }
  return (
    <>
      <nav aria-label="Way back" className={classes.screenOnly}>
        <Link
          to="/sessions/$sessionId"
          params={{ sessionId }}
          search={keepWorkspace}
          className={quiet.link ?? ""}
        >
          Session
        </Link>
      </nav>
      <PageHeader title="Evidence of a session">
        {data && (
          <span className={classes.screenOnly}>
            <Group gap={8}>
              <Button variant="default" onClick={() => save(data)}>
                Download JSON
              </Button>
              <Button onClick={() => print()}>Print</Button>
            </Group>
          </span>
        )}
      </PageHeader>
      {error && (
        <PageFault
          error={error}
          what="load the evidence"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      {data && <EvidenceSheet evidence={data} />}
      {!data && !error && <PageSkeleton what="the evidence" />}
    </>
  )
}

function save(evidence: Evidence): void {
  const text = `${JSON.stringify(evidence, null, 2)}\n`
  saveBlob(new Blob([text], { type: "application/json" }), `evidence-${evidence.session.id}.json`)
}
