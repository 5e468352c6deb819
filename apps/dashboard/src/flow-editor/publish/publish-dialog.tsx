import type { AbTestRuns, PublishRefusal } from "@holdfast/protocol/dashboard"
import { type AbTestInBrief, type BlueprintFault, compareFlows } from "@holdfast/protocol/flow"
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
import { faultSentence, type PlacedFault, placeFaults } from "../fault-places.ts"
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
  // where the dialog leads to a field, the focus is there already
  const [leadsTo, setLeadsTo] = useState(false)
  const [note, setNote] = useState("")
  return (
    <Dialog
      title={`Publish ${draft.edited.flow.name}`}
      isOpen={isOpen}
      size={640}
      onClose={onClose}
      {...(leadsTo && { onClosed: () => setLeadsTo(false) })}
    >
      <PublishForm
        draft={draft}
        faults={faults}
        note={note}
        onNote={setNote}
        onFault={(fault) => {
          setLeadsTo(true)
          onFault(fault)
        }}
        onClose={onClose}
      />
    </Dialog>
  )
}

interface PublishFormProps extends Omit<PublishDialogProps, "isOpen"> {
  /** It stays while the dialog is closed to mend something. */
  note: string
  onNote: (note: string) => void
}

/** It is drawn while the dialog is open: to compare two flows with each key would be felt. */
function PublishForm({ draft, faults, note, onNote, onFault, onClose }: PublishFormProps) {
  const { appId } = usePlace().workspace
  const client = useQueryClient()
  const { content, edited } = draft
  const { flow, live } = edited
  const publishing = useMutation({
    async mutationFn(endAbTest: boolean) {
      await draft.flush()
      return publishFlow(appId, flow.id, {
        revision: draft.revision(),
        note: note.trim() || null,
        ...(endAbTest && { endAbTest }),
      })
    },
    async onSuccess({ translated }) {
      await Promise.all([draft.readAgain(), client.invalidateQueries(flowsQuery(appId))])
      onNote("")
      if (translated.length > 0) draft.tell(translated.map(translatedWords).join(" "))
      onClose()
    },
  })
  // a test may have begun since the editor was opened
  const begun = testThatRuns(publishing.error)
  const test = begun ?? (flow.abTest && takesCustomers(flow.abTest) ? flow.abTest : null)
  // what the connected billing does not know, the server alone can say
  const unknown = placeFaults(content, refusedFaults(publishing.error), false)
  const wrong = [...faults.filter(({ isHint }) => !isHint), ...unknown]
  const hints = faults.filter(({ isHint }) => isHint)
  return (
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
                <UnstyledButton className={classes.fault ?? ""} onClick={() => onFault(fault)}>
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
          {test && (
            <Notice tone="caution" title={`Publishing ends the A/B test ${test.name}.`}>
              Its numbers would be of two different flows. It then awaits your decision, and everybody sees
              the control. Or leave the flow as it is: the draft is kept.
            </Notice>
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
            onChange={(event) => onNote(event.currentTarget.value)}
          />
        </>
      )}
      {publishing.isError && !begun && unknown.length === 0 && (
        <p role="alert" className={dialog.problem}>
          {faultWords(publishing.error, "publish the flow")}
        </p>
      )}
      <div className={dialog.buttons}>
        <Button variant="default" onClick={onClose}>
          {wrong.length > 0 ? "Close" : test ? "Leave the flow as it is" : "Cancel"}
        </Button>
        {wrong.length === 0 && (
          <Button loading={publishing.isPending} onClick={() => publishing.mutate(test !== null)}>
            {test && "End the test and publish"}
            {!test && "Publish"} version {(live?.version ?? 0) + 1}
          </Button>
        )}
      </div>
    </div>
  )
}

/** Until then its arms must not change. */
const takesCustomers = ({ state }: AbTestInBrief) => state === "enrolling" || state === "paused"

const testThatRuns = (error: Error | null): AbTestInBrief | null =>
  error instanceof Problem && error.code === "ab_test_runs" ? (error.body as AbTestRuns).abTest : null

const refusedFaults = (error: Error | null): readonly BlueprintFault[] =>
  (error instanceof Problem && (error.body as PublishRefusal | null)?.faults) || []
