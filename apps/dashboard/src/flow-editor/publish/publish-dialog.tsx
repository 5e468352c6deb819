import type { PublishRefusal } from "@holdfast/protocol/dashboard"
import { compareFlows } from "@holdfast/protocol/flow"
import { Button, Textarea, UnstyledButton } from "@mantine/core"
import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { flowsQuery, publishFlow } from "../../api/flows.ts"
import { Problem } from "../../api/problem.ts"
import dialog from "../../parts/dialog.module.css"
import { Dialog } from "../../parts/dialog.tsx"
import { faultWords } from "../../parts/fault-words.ts"
import { Notice } from "../../parts/notice.tsx"
import { usePlace } from "../../shell/workspace.ts"
import { faultSentence, type PlacedFault } from "../fault-places.ts"
import { translatedWords } from "../languages/language-choices.ts"
import type { Draft } from "../use-draft.ts"
import { ComparisonView } from "./comparison-view.tsx"
import classes from "./publish-dialog.module.css"

interface PublishDialogProps {
  isOpen: boolean
  draft: Draft
  faults: readonly PlacedFault[]
  /** Closes the dialog and goes to the field. */
  onFault: (fault: PlacedFault) => void
  onClose: () => void
}

/** What becomes live, in words, or what keeps it from that. */
export function PublishDialog({ isOpen, draft, faults, onFault, onClose }: PublishDialogProps) {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const [note, setNote] = useState("")
  // where the dialog leads to a field, the focus is there already
  const [leadsTo, setLeadsTo] = useState(false)
  const { content, edited } = draft
  const { flow, live } = edited
  const publishing = useMutation({
    async mutationFn() {
      await draft.flush()
      return publishFlow(appId, flow.id, { revision: draft.revision(), note: note.trim() || null })
    },
    async onSuccess({ translated }) {
      await Promise.all([draft.readAgain(), client.invalidateQueries(flowsQuery(appId))])
      setNote("")
      if (translated.length > 0) draft.tell(translated.map(translatedWords).join(" "))
      onClose()
    },
  })
  const wrong = faults.filter(({ isHint }) => !isHint)
  const hints = faults.filter(({ isHint }) => isHint)
  const close = () => {
    publishing.reset()
    onClose()
  }
  return (
    <Dialog
      title={`Publish ${flow.name}`}
      isOpen={isOpen}
      size={640}
      onClose={close}
      {...(leadsTo && { onClosed: () => setLeadsTo(false) })}
    >
      <div className={dialog.form}>
        {wrong.length > 0 ? (
          <>
            <p>
              {wrong.length === 1 ? "One thing keeps" : `${wrong.length} things keep`} this draft from being
              published. It is saved as it is.
            </p>
            <ul className={classes.faults}>
              {wrong.map((fault) => (
                <li key={`${fault.path} ${fault.fault}`}>
                  <UnstyledButton
                    className={classes.fault ?? ""}
                    onClick={() => {
                      setLeadsTo(true)
                      onFault(fault)
                    }}
                  >
                    {faultSentence(content, fault)}
                  </UnstyledButton>
                </li>
              ))}
            </ul>
          </>
        ) : (
          <>
            {live ? (
              <ComparisonView comparison={compareFlows(live.content, content)} />
            ) : (
              <p>This is the first version of this flow.</p>
            )}
            {hints.map((hint) => (
              <Notice key={hint.path} tone="caution" title={faultSentence(content, hint)} />
            ))}
            <Textarea
              label="Note"
              description="Why, for those who read the history."
              maxLength={500}
              rows={2}
              value={note}
              onChange={(event) => setNote(event.currentTarget.value)}
            />
          </>
        )}
        {publishing.isError && (
          <p role="alert" className={dialog.problem}>
            {refusalWords(publishing.error)}
          </p>
        )}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close}>
            {wrong.length > 0 ? "Close" : "Cancel"}
          </Button>
          {wrong.length === 0 && (
            <Button loading={publishing.isPending} onClick={() => publishing.mutate()}>
              Publish version {(live?.version ?? 0) + 1}
            </Button>
          )}
        </div>
      </div>
    </Dialog>
  )
}

function refusalWords(error: Error): string {
  const body = error instanceof Problem ? (error.body as PublishRefusal | null) : null
  const faults = body?.faults?.map(({ path, fault }) => `${path} ${fault}.`)
  return faults ? `Not published: ${faults.join(" ")}` : faultWords(error, "publish the flow")
}
