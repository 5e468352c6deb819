import type { AbTest, PublishRefusal } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { type AbTestAct, actOnAbTest } from "../api/ab-tests.ts"
import { Problem } from "../api/problem.ts"
import { countWords } from "../exports/size-words.ts"
import dialog from "../parts/dialog.module.css"
import { Dialog } from "../parts/dialog.tsx"
import { faultWords } from "../parts/fault-words.ts"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./ab-tests.module.css"
import { useRefreshTest } from "./use-refresh-test.ts"

interface ActDialogProps {
  test: AbTest
  act: AbTestAct
  isOpen: boolean
  onClose: () => void
}

/** What each act means for customers and for the numbers, and the name of its button. */
const words: Record<
  AbTestAct,
  { title: string; says: (test: AbTest) => string; button: string; what: string }
> = {
  start: {
    title: "Start the test?",
    says: ({ plan, customersPerArm }) =>
      `The variant is published, and half of the customers of the segment see it for ${countWords(plan.enrolmentDays, "day")}. The plan of ${countWords(customersPerArm, "customer")} an arm is fixed from now on. Publishing in either arm ends the test.`,
    button: "Start the test",
    what: "start the test",
  },
  pause: {
    title: "Pause the test?",
    says: () =>
      "Nobody new comes in. Customers who are in it keep their arm, and the end moves by as long as the pause lasts.",
    button: "Pause the test",
    what: "pause the test",
  },
  resume: {
    title: "Resume the test?",
    says: () => "Customers come in again, half of them to each arm.",
    button: "Resume the test",
    what: "resume the test",
  },
  complete: {
    title: "End the test early?",
    says: () =>
      "Nobody new comes in, and everybody sees the control until you choose. The verdict is then given by the interval so far, which asks for a larger difference than the end of the plan does. It cannot be taken up again.",
    button: "End the test",
    what: "end the test",
  },
  abandon: {
    title: "Give the test up?",
    says: () =>
      "The control stays as it is, and the variant is archived. What was counted stays readable. It cannot be taken up again.",
    button: "Give it up",
    what: "give the test up",
  },
}

/** Asks before something is done with a test. */
export function ActDialog({ test, act, isOpen, onClose }: ActDialogProps) {
  const { appId } = usePlace().workspace
  const refresh = useRefreshTest()
  const acting = useMutation({
    mutationFn: () => actOnAbTest(appId, test.id, act),
    // refused, the test is in another state than this page knows
    onSettled: () => refresh(test.id),
    onSuccess: onClose,
  })
  const { title, says, button, what } = words[act]
  const close = () => {
    acting.reset()
    onClose()
  }
  return (
    <Dialog title={title} isOpen={isOpen} onClose={close}>
      <div className={dialog.form}>
        <p>{says(test)}</p>
        {acting.isError && (
          <div role="alert" className={dialog.problem}>
            <p>{faultWords(acting.error, what)}</p>
            {hasFaults(acting.error) && (
              <Link
                to="/flows/$flowId"
                params={{ flowId: test.arms.variant.flowId }}
                search={keepWorkspace}
                className={classes.link ?? ""}
              >
                Open the variant
              </Link>
            )}
          </div>
        )}
        <div className={dialog.buttons}>
          <Button variant="default" onClick={close} data-autofocus>
            Cancel
          </Button>
          <Button loading={acting.isPending} onClick={() => acting.mutate()}>
            {button}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}

/** The variant cannot be held against the control as it is; its editor leads to each fault. */
const hasFaults = (error: Error) =>
  error instanceof Problem &&
  (error.code === "arms_alike" || (error.body as PublishRefusal | null)?.faults !== undefined)
