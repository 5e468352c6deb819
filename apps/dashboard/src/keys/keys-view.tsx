import { can } from "@holdfast/protocol"
import { useState } from "react"
import { FactList } from "../parts/fact-list.tsx"
import { PageFault } from "../parts/page-fault.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { refusalWords } from "../parts/role-words.ts"
import { PageHeader } from "../shell/page-header.tsx"
import { usePlace } from "../shell/workspace.ts"
import { type KeyDialog, KeyDialogs } from "./key-dialogs.tsx"
import { KeySection } from "./key-section.tsx"
import { KeysSkeleton } from "./keys-skeleton.tsx"
import classes from "./keys-view.module.css"
import { useKeys } from "./use-keys.ts"

/** What a page loads, as docs/embedding.md puts it. */
const scriptAddress = (baseUrl: string, appId: string) =>
  `${baseUrl}/js/app.js?appId=${encodeURIComponent(appId)}`

/** Where clients find this workspace, and its keys by kind. Data keys are shown to those who may hand them out. */
export function KeysView() {
  const { appId, role } = usePlace().workspace
  const state = useKeys()
  const { data, error, isFetching, refetch } = state.keys
  // what was asked stays while the dialog fades away
  const [dialog, setDialog] = useState<KeyDialog | null>(null)
  const [isAsking, setIsAsking] = useState(false)
  const ask = (next: KeyDialog) => {
    setDialog(next)
    setIsAsking(true)
  }
  return (
    <>
      <PageHeader title="Keys" />
      {error && (
        <PageFault
          error={error}
          what="load the keys"
          isStale={data !== undefined}
          isTrying={isFetching}
          onTryAgain={() => void refetch()}
        />
      )}
      <div className={classes.page}>
        {data && (
          <>
            <PageSection title="Where clients connect">
              <FactList
                facts={[
                  { label: "App ID", text: appId, isId: true },
                  { label: "Script", text: scriptAddress(data.baseUrl, appId), isId: true },
                  { label: "API base URL", text: `${data.baseUrl}/v1`, isId: true },
                ]}
              />
            </PageSection>
            <KeySection kind="flow" keys={data.keys} onDialog={ask} />
            <KeySection kind="config" keys={data.keys} onDialog={ask} />
            {can(role, "data-key:manage") ? (
              <>
                <KeySection kind="data-live" keys={data.keys} onDialog={ask} />
                <KeySection kind="data-test" keys={data.keys} onDialog={ask} />
              </>
            ) : (
              <PageSection title="Data keys">
                <p className={classes.words}>
                  A data key reads every session, so making one is handing all of them out.{" "}
                  {refusalWords("data-key:manage", role)}
                </p>
              </PageSection>
            )}
          </>
        )}
        {!data && !error && <KeysSkeleton sections={can(role, "data-key:manage") ? 4 : 2} />}
      </div>
      {dialog && (
        <KeyDialogs
          dialog={dialog}
          isOpen={isAsking}
          state={state}
          onDialog={setDialog}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  )
}
