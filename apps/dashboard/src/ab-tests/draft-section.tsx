import type { AbTest } from "@holdfast/protocol/dashboard"
import { Button } from "@mantine/core"
import { useMutation, useQuery } from "@tanstack/react-query"
import { Link } from "@tanstack/react-router"
import { abTestBasisQuery, changeAbTest } from "../api/ab-tests.ts"
import { faultWords } from "../parts/fault-words.ts"
import { InlineText } from "../parts/inline-text.tsx"
import { PageSection } from "../parts/page-section.tsx"
import { keepWorkspace } from "../shell/keep-workspace.ts"
import { usePlace } from "../shell/workspace.ts"
import classes from "./ab-tests.module.css"
import { SetUpForm } from "./set-up-form.tsx"
import { useRefreshTest } from "./use-refresh-test.ts"

interface DraftSectionProps {
  test: AbTest
  isChanging: boolean
  onChanged: () => void
}

/** What is to be done before a test can start, or the plan where it is being changed. */
export function DraftSection({ test, isChanging, onChanged }: DraftSectionProps) {
  const { appId } = usePlace().workspace
  const refresh = useRefreshTest()
  const basis = useQuery({ ...abTestBasisQuery(appId, test.segment.id), enabled: isChanging })
  const changing = useMutation({
    mutationFn: (change: Parameters<typeof changeAbTest>[2]) => changeAbTest(appId, test.id, change),
    onSettled: () => refresh(test.id),
    onSuccess: onChanged,
  })
  const { plan } = test
  if (isChanging) {
    return (
      <PageSection title="Change the plan">
        <SetUpForm
          start={{
            name: test.name,
            baseline: percentOf(plan.baselineRate),
            effect: percentOf(plan.smallestEffect),
            confidence: percentOf(plan.confidence),
            enrolment: String(plan.enrolmentDays),
            tracking: String(plan.trackingDays),
          }}
          basis={basis.data}
          submitLabel="Save the plan"
          isSending={changing.isPending}
          problem={changing.isError ? faultWords(changing.error, "save the plan") : null}
          onSubmit={(next) => changing.mutate({ ...next, revision: test.revision })}
          onCancel={() => {
            changing.reset()
            onChanged()
          }}
        />
      </PageSection>
    )
  }
  return (
    <PageSection title="Before it starts">
      <ol className={classes.todo}>
        <li>
          <p>
            Change the variant. It is a copy of the flow that customers of{" "}
            <InlineText text={test.segment.name} otherwise="the segment" /> see now; its reasons and offers
            stay comparable with those of the control.
          </p>
          <Button
            variant="default"
            component={Link}
            {...({
              to: "/flows/$flowId",
              params: { flowId: test.arms.variant.flowId },
              search: keepWorkspace,
            } as object)}
          >
            Edit the variant
          </Button>
        </li>
        <li>
          <p>
            Start the test. The variant is published by that, and the plan is fixed from then on.
            {!test.segment.enabled && " The segment is off: turn it on first, or nobody comes into the test."}
          </p>
        </li>
      </ol>
    </PageSection>
  )
}

const percentOf = (rate: number) => String(Math.round(rate * 10_000) / 100)
