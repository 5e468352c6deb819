import type { FlowHistoryVersion } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { flowsQuery, readEditedFlow, restoreVersion } from "../../api/flows.ts"
import dialog from "../../parts/dialog.module.css"
import { Dialog } from "../../parts/dialog.tsx"
import { faultWords } from "../../parts/fault-words.ts"
import { keepWorkspace } from "../../shell/keep-workspace.ts"
import { usePlace } from "../../shell/workspace.ts"

interface RestoreDialogProps {
  flowId: string
  version: FlowHistoryVersion
  isOpen: boolean
  onClose: () => void
}

/** Makes an old version the draft. Nothing goes live by it. */
export function RestoreDialog({
  flowId,
  version: { version, blueprintId },
  isOpen,
  onClose,
}: RestoreDialogProps) {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const navigate = useNavigate()
  const restoring = useMutation({
    async mutationFn() {
      const { draft } = await readEditedFlow(appId, flowId)
      await restoreVersion(appId, flowId, { blueprintId, revision: draft.revision })
      void client.invalidateQueries(flowsQuery(appId))
      await navigate({ to: "/flows/$flowId", params: { flowId }, search: keepWorkspace })
    },
  })
  return (
    <Dialog title={`Restore version ${version} as the draft?`} isOpen={isOpen} onClose={onClose}>
      <div className={dialog.form}>
        <p>
          The draft becomes what version {version} says, and what it says now is replaced. Customers go on
          seeing what is live until you publish it.
        </p>
        {restoring.isError && (
          <p role="alert" className={dialog.problem}>
            {faultWords(restoring.error, "restore the version")}
          </p>
        )}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button loading={restoring.isPending} onClick={() => restoring.mutate()}>
            Restore version {version}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
