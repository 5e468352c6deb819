import type { AbTest } from "@holdfast/protocol/dashboard"
import type { FlowArm } from "@holdfast/protocol/flow"
import { Button, Radio, Textarea } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { chooseAbTestWinner } from "../api/ab-tests.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./ab-tests.module.css"
import { useRefreshTest } from "./use-refresh-test.ts"

interface WinnerDialogProps {
  test: AbTest
  isOpen: boolean
  onClose: () => void
}

/** Which arm everybody sees from now on. The choice is a person's, whatever the verdict says. */
export function WinnerDialog({ test, isOpen, onClose }: WinnerDialogProps) {
  const { appId } = usePlace().workspace
  const refresh = useRefreshTest()
  const [arm, setArm] = useState<FlowArm | null>(null)
  const [note, setNote] = useState("")
  const choosing = useMutation({
    mutationFn: (chosen: FlowArm) =>
      chooseAbTestWinner(appId, test.id, { arm: chosen, note: note.trim() || null }),
    onSettled: () => refresh(test.id),
    onSuccess: onClose,
  })
  const close = () => {
    choosing.reset()
    onClose()
  }
  return (
    <Dialog title="Choose the winner" isOpen={isOpen} size={520} onClose={close}>
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (arm !== null && !choosing.isPending) choosing.mutate(arm)
        }}
      >
        <Radio.Group
          label="Everybody in the segment sees"
          value={arm ?? ""}
          onChange={(value) => setArm(value === "variant" ? "variant" : "control")}
        >
          <div className={classes.winners}>
            <Radio
              value="variant"
              label="The variant"
              description="It becomes the next version of the segment's flow, as the customers of the test saw it."
            />
            <Radio value="control" label="The control" description="The segment's flow stays as it is." />
          </div>
        </Radio.Group>
        <Textarea
          label="Note"
          description="Why, for those who read the history."
          maxLength={500}
          rows={2}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <p>The test is over by this, and the variant's own flow is archived. Its numbers stay readable.</p>
        {choosing.isError && (
          <p role="alert" className={dialog.problem}>
            {faultWords(choosing.error, "choose the winner")}
          </p>
        )}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close}>
            Cancel
          </Button>
          <Button type="submit" loading={choosing.isPending} disabled={arm === null}>
            {arm === "control" ? "Put the control back" : "Publish the variant"}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
