import { useQuery } from "@tanstack/react-query"
import { exportQuery } from "../../api/exports.ts"
import type { Problem } from "../../api/problem.ts"
import { MissingPage } from "../../parts/missing-page.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { AgainLink } from "./again-link.tsx"

/** A link that leads to no file: whether it was too late, changed, or meant for another workspace. */
export function DeadLink({ problem, exportId }: { problem: Problem; exportId: string }) {
  const { workspace } = usePlace()
  switch (problem.code) {
    case "export_expired":
      return <ExpiredLink exportId={exportId} />
    case "bad_link":
      return (
        <MissingPage title="This link is not whole">
          <p>
            The address differs from the one in the mail: a piece may have been lost or changed on the way.
            Open the link in the mail itself, or take the file from Exports.
          </p>
        </MissingPage>
      )
    // the role has changed since this page was opened
    case "forbidden":
      return (
        <MissingPage title="Export">
          <p>{problem.message}</p>
        </MissingPage>
      )
    default:
      return (
        <MissingPage title="There is no such export here">
          <p>
            The workspace <bdi>{workspace.name}</bdi> has no export with this address. It may belong to
            another workspace, or the address may have lost a piece on its way to you.
          </p>
        </MissingPage>
      )
  }
}

/** Without the key of the link the export itself may still be known, and with it what it was made of. */
function ExpiredLink({ exportId }: { exportId: string }) {
  const { appId } = usePlace().workspace
  const { data } = useQuery(exportQuery(appId, exportId, null))
  return (
    <MissingPage title="This link has expired">
      <p>A link to an export works for 24 hours. After that the file is removed.</p>
      <p>
        <AgainLink search={data?.search ?? null} />
      </p>
    </MissingPage>
  )
}
